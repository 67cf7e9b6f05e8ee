//! Meta's error codes as data: what the sandbox may answer, synchronously or in a failed status.

/// One row: code, HTTP status of a synchronous answer, title, default details.
pub(crate) struct Code {
    pub(crate) number: i64,
    pub(crate) http: u16,
    pub(crate) title: &'static str,
    pub(crate) details: &'static str,
}

const fn row(number: i64, http: u16, title: &'static str, details: &'static str) -> Code {
    Code {
        number,
        http,
        title,
        details,
    }
}

/// The table, sorted by code.
const TABLE: &[Code] = &[
    row(
        0,
        401,
        "AuthException",
        "The app user could not be authenticated.",
    ),
    row(
        1,
        400,
        "API Unknown",
        "The request failed for an unknown reason.",
    ),
    row(
        2,
        503,
        "Service temporarily unavailable",
        "The service is down or overloaded.",
    ),
    row(
        3,
        500,
        "API Method",
        "A capability or permission is missing.",
    ),
    row(
        4,
        400,
        "Application request limit reached",
        "The app has used up its calls.",
    ),
    row(
        10,
        403,
        "Permission denied",
        "The permission is missing or was taken away.",
    ),
    row(
        33,
        400,
        "Parameter value is not valid",
        "The business phone number was deleted.",
    ),
    row(
        100,
        400,
        "Invalid parameter",
        "A parameter is unknown or misspelled.",
    ),
    row(
        190,
        401,
        "Error validating access token: Session has expired",
        "The token has expired.",
    ),
    row(
        200,
        403,
        "Permissions error",
        "The token lacks a permission for this object.",
    ),
    row(
        368,
        403,
        "Temporarily blocked for policies violations",
        "The account broke a policy.",
    ),
    row(
        80007,
        400,
        "Rate limit issues",
        "The business account has reached its rate limit.",
    ),
    row(
        130_403,
        400,
        "User blocked",
        "The business has blocked this user.",
    ),
    row(
        130_429,
        400,
        "Rate limit hit",
        "Cloud API message throughput has been reached.",
    ),
    row(
        130_472,
        400,
        "User's number is part of an experiment",
        "The message was not sent as part of an experiment.",
    ),
    row(
        130_497,
        403,
        "Business account is restricted from messaging users in this country.",
        "Messages to this country are restricted.",
    ),
    row(
        131_000,
        500,
        "Something went wrong",
        "The message failed for an unknown reason.",
    ),
    row(
        131_005,
        403,
        "Access denied",
        "The permission is missing or was taken away.",
    ),
    row(
        131_008,
        400,
        "Required parameter is missing",
        "The request lacks a required parameter.",
    ),
    row(
        131_009,
        400,
        "Parameter value is not valid",
        "A parameter has a value that is not valid.",
    ),
    row(
        131_016,
        500,
        "Service unavailable",
        "A service is temporarily unavailable.",
    ),
    row(
        131_021,
        400,
        "Recipient cannot be sender",
        "Sender and recipient are the same number.",
    ),
    row(
        131_026,
        400,
        "Message undeliverable",
        "The message could not be delivered to this recipient.",
    ),
    row(
        131_030,
        400,
        "Recipient phone number not in allowed list",
        "Add the recipient to the list of this test number.",
    ),
    row(
        131_031,
        403,
        "Account has been locked",
        "The account was locked for a policy or a wrong PIN.",
    ),
    row(
        131_037,
        400,
        "Display name approval needed",
        "The display name of this number is not approved yet.",
    ),
    row(
        131_041,
        400,
        "Group unknown",
        "No such group for this number.",
    ),
    row(
        131_042,
        400,
        "Business eligibility payment issue",
        "The payment method of the account has a problem.",
    ),
    row(
        131_045,
        500,
        "Incorrect certificate",
        "The number is not registered.",
    ),
    row(
        131_047,
        400,
        "Re-engagement message",
        "More than 24 hours have passed since the customer last replied to this number.",
    ),
    row(
        131_048,
        400,
        "Spam rate limit hit",
        "Too many messages of this number were blocked or reported.",
    ),
    row(
        131_049,
        400,
        "This message was not delivered to maintain healthy ecosystem engagement.",
        "The message was held back to keep the ecosystem healthy.",
    ),
    row(
        131_050,
        400,
        "User has stopped marketing messages",
        "The customer does not want marketing messages from this business.",
    ),
    row(
        131_051,
        400,
        "Unsupported message type",
        "The message type is not supported.",
    ),
    row(
        131_052,
        400,
        "Media download error",
        "The media sent by the user could not be downloaded.",
    ),
    row(
        131_053,
        400,
        "Media upload error",
        "The media of the message could not be uploaded.",
    ),
    row(
        131_056,
        400,
        "(Business Account, Consumer Account) pair rate limit hit",
        "Too many messages to this recipient in a short time.",
    ),
    row(
        131_057,
        500,
        "Account in maintenance mode",
        "The account is in maintenance, perhaps for a throughput upgrade.",
    ),
    row(
        131_062,
        400,
        "Recipient user id is not supported for this message",
        "Authentication templates need a phone number.",
    ),
    row(
        131_064,
        400,
        "Template category violations limit",
        "Utility templates of this account are restricted.",
    ),
    row(
        132_000,
        400,
        "Number of parameters does not match the expected number of params",
        "The template expects another number of parameters.",
    ),
    row(
        132_001,
        404,
        "Template name does not exist in the translation",
        "No approved template of this name and language.",
    ),
    row(
        132_005,
        400,
        "Translated text too long",
        "The template with its parameters is too long.",
    ),
    row(
        132_007,
        400,
        "Template format character policy violated",
        "The content of the template breaks a policy.",
    ),
    row(
        132_012,
        400,
        "Parameter format does not match format in the created template",
        "A parameter has another format than the template.",
    ),
    row(
        132_015,
        400,
        "Template is paused",
        "The template is paused because of low quality.",
    ),
    row(
        132_016,
        400,
        "Template is disabled",
        "The template was paused too often and is disabled for good.",
    ),
    row(
        132_018,
        400,
        "There is an issue with the parameters in your template",
        "A parameter text is not allowed.",
    ),
    row(
        133_004,
        503,
        "Server temporarily unavailable",
        "Try again later.",
    ),
    row(
        133_005,
        400,
        "Two step verification PIN mismatch",
        "The PIN is not the one of this number.",
    ),
    row(
        133_010,
        400,
        "Phone number not registered",
        "The number is not registered on the platform.",
    ),
    row(
        133_016,
        400,
        "Account register deregister rate limit exceeded",
        "More than 10 registrations in 72 hours.",
    ),
    row(
        137_000,
        400,
        "Identity key hash mismatch",
        "The identity of the recipient has changed.",
    ),
    row(
        138_013,
        400,
        "Business account is restricted",
        "The business account is restricted.",
    ),
    row(
        2_593_107,
        400,
        "Sync request limit exceeded",
        "This was asked of the app before, and can be asked once.",
    ),
    row(
        2_593_108,
        400,
        "Sync request out of time",
        "More than 24 hours have passed since the number was connected.",
    ),
];

/// Looks a code up; an unlisted one gets a plain row with status 400.
pub(crate) fn of(code: i64) -> Code {
    TABLE.iter().find(|row| row.number == code).map_or_else(
        || {
            row(
                code,
                400,
                "Error",
                "An error that the sandbox was asked to play.",
            )
        },
        |found| row(found.number, found.http, found.title, found.details),
    )
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn the_table_is_sorted_and_without_doubles() {
        assert!(TABLE.windows(2).all(|pair| pair[0].number < pair[1].number));
    }
}
