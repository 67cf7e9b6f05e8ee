//! In English.

use super::Part::{Lists, Says};
use super::{RequestWords, Words};

pub(super) const PRIVACY: Words = Words {
    title: "Privacy policy",
    lead: "What {name} does with messages between a business and its customers, and what it never does.",
    parts: &[
        Says(
            "Who is responsible",
            &[
                "A business that uses {name} decides why and how it talks with its customers, and is responsible for their data. {legal} runs the service for it.",
                "Questions about your data: {contact}.",
            ],
        ),
        Lists(
            "What is kept",
            &[
                "Of a customer: the name Meta gives, the phone number or user name, and Meta's ids of them.",
                "Messages in both directions with their files, and whether each was sent, delivered and read.",
                "What a customer agreed to or stopped: when, where and with which words.",
                "What the business itself writes down: labels, notes and attributes.",
                "Of people who work here: name, e-mail address, a digest of the password, and when they signed in.",
            ],
        ),
        Lists(
            "What it is used for",
            &[
                "To show messages to the business, and to send its answers.",
                "To draft an answer to the message at hand, from the business's own catalogue, prices, policies and answers. A draft that states what these do not say is held.",
                "To prove afterwards what was received, drafted, decided and sent.",
                "For nothing else. No advertising, no profiles, no sale. Threads are never used to train a model.",
            ],
        ),
        Lists(
            "Who sees it",
            &[
                "People of the business whom the business itself invited.",
                "Meta, which carries the messages.",
                "Nobody at {legal} as part of the service: it sees connection status and sums, and sums of fewer than five people are not told.",
            ],
        ),
        Lists(
            "How long",
            &[
                "Messages and contacts: until the business erases them.",
                "Raw notices from Meta: 14 days once everything in them was delivered, at most 90 days otherwise, unless this installation set other times.",
                "Access tokens: until the business disconnects. Then the key that opens them is destroyed.",
            ],
        ),
        Lists(
            "How it is protected",
            &[
                "Each workspace is apart from every other in the database itself, not only in the program.",
                "Access tokens and secrets are encrypted with AES-256-GCM, never shown again and never written to a log.",
                "Every notice from Meta is accepted only with a valid signature (HMAC SHA-256).",
                "Every step is entered into a chain in which a change would show.",
            ],
        ),
        Says(
            "Your rights",
            &[
                "You may ask what is kept of you, have it corrected, and have it erased. Write to the business, or to {contact}. How deletion works stands on the page about data deletion.",
                "Send STOP at any time: the business can then no longer write to you first.",
            ],
        ),
    ],
};

pub(super) const DELETION: Words = Words {
    title: "Data deletion",
    lead: "How data is deleted from {name}, whoever you are, and how you see that it was done.",
    parts: &[
        Lists(
            "You wrote to a business",
            &[
                "Ask the business in the conversation, or write to {contact} with the number or user name you used.",
                "The business presses “Delete this person's data”. Names, numbers, messages and files are erased at once; what comes for them later is not taken in.",
                "What stays is a chain of digests from which nothing of the content can be read.",
            ],
        ),
        Lists(
            "You connected a WhatsApp or Instagram account",
            &[
                "Open Settings, Channels, and press Disconnect. The token is destroyed with its key, notices from Meta end, and Meta's ids of the account are cleared.",
                "Or take the permission back at Meta: Facebook, Settings, Business integrations, Remove. Meta tells us, and the same happens by itself.",
                "Past threads stay with the business until it erases them.",
            ],
        ),
        Lists(
            "You asked Meta for deletion",
            &[
                "Meta sends us a signed request and gives you a code.",
                "Open `{address}/data-deletion/` followed by your code: it says when the request came, when tokens were cleared and when references were cleared. It says nothing about who you are.",
            ],
        ),
        Says(
            "How soon",
            &[
                "Tokens are destroyed within a minute of a disconnection or a request. A person's data is erased when the business confirms.",
            ],
        ),
    ],
};

pub(super) const PERMISSIONS: Words = Words {
    title: "Permissions",
    lead: "Each permission {name} needs from a business at Meta, and why. The owner gives it when they connect, and it is used nowhere but in the conversations it was given for.",
    parts: &[
        Says(
            "`whatsapp_business_messaging`",
            &[
                "To receive messages customers send to the business's number, and to send the business's answers through the Cloud API within 24 hours of them, or approved templates after that.",
            ],
        ),
        Says(
            "`whatsapp_business_management`",
            &[
                "To show the number in the settings, to lead its notices to the right workspace, to read delivery status and quality, and to read the templates the owner wrote and Meta approved.",
            ],
        ),
        Says(
            "`instagram_business_basic`",
            &[
                "To read the professional account's user name, name, kind, picture and number of posts: whoever signs in is shown them and says whether it is the right account, and a token is taken only for the account it belongs to. The picture is shown, not kept.",
            ],
        ),
        Says(
            "`instagram_business_manage_messages`",
            &[
                "To receive direct messages of customers and to send the answer the owner reviewed, or that the owner's rule lets go.",
            ],
        ),
        Says(
            "`instagram_business_manage_comments`",
            &[
                "To receive comments on the business's posts and to answer in that thread, once privately where the owner wants it. Nothing is posted that is not an answer.",
            ],
        ),
        Lists(
            "Addresses Meta calls",
            &[
                "`{address}/api/webhooks/wa` — messages and statuses of WhatsApp, by signature",
                "`{address}/api/webhooks/instagram` — messages and comments of Instagram, by signature",
                "`{address}/api/meta/deauthorize` — somebody took a permission back",
                "`{address}/api/meta/instagram/deauthorize` — somebody took it back at Instagram",
                "`{address}/api/meta/data-deletion` — somebody asked for deletion",
            ],
        ),
    ],
};

pub(super) const COMMITMENTS: Words = Words {
    title: "Commitments",
    lead: "What every business and every customer can count on.",
    parts: &[
        Lists(
            "We do",
            &[
                "Ask the owner first: nothing is connected without their consent in Meta's own window.",
                "Keep to Meta's times: free answers only within the window a customer opened, templates only as approved.",
                "Draft only from the business's own catalogue, prices, policies and answers, and say where each fact comes from.",
                "Check each draft before it may leave, and hold it for a person when the check doubts it.",
                "Stop at once when somebody says STOP.",
                "Let go on demand: one press disconnects, one press erases a person.",
            ],
        ),
        Lists(
            "We do not",
            &[
                "Write to people who neither wrote first nor agreed.",
                "Sell, rent or share customers' data, or scrape any.",
                "Let partners see contacts, messages or tokens.",
                "Train models on conversations.",
                "Offer a general assistant: what is not the business's matter goes to a person.",
            ],
        ),
    ],
};

pub(super) const REQUEST: RequestWords = RequestWords {
    title: "Deletion request",
    lead: "Conversations stay with the business they were held with. To have a person erased from them, ask that business.",
    requested: "Request received",
    tokens: "Access tokens destroyed",
    references: "Links to the accounts at Meta removed",
    under_way: "Under way",
    absent_title: "No request with this code.",
    absent: "Check that the address is complete, as Meta showed it.",
};
