security-lead = Your own account, { $email }, in every workspace.
security-password = Password
security-password-text = A new password signs you out everywhere else.
security-password-change = Change password
security-password-present = Present password
security-password-changed = Your password is changed. Other devices are signed out.
security-codes = Codes from an app
security-codes-text = Besides the password a code from an authenticator app is asked for, so that a stolen password is not enough.
security-codes-on = Set up
security-codes-active = On
security-codes-about = Since { $time }. { $left ->
    [one] { $left } recovery code is left.
   *[other] { $left } recovery codes are left.
}
security-codes-few = Few recovery codes are left. Turn codes off and on again to get ten new ones.
security-codes-off = Turn off
security-codes-off-title = Ask for no codes any more?
security-codes-off-text = Your password alone will let you in. The recovery codes end.
security-codes-are-off = Codes are off.
codes-title = Codes from an app
codes-scan = Scan this picture with an authenticator app, or enter the key by hand.
codes-picture = Picture for the authenticator app
codes-secret = Key
codes-enter = Enter the code that the app shows now.
codes-code = Code
codes-go = Turn on
recovery-title = Recovery codes
recovery-once = Keep these now
recovery-text = Each lets you in once when your phone is not at hand. They are not shown again.
recovery-save = Save as a file
recovery-done = I have kept them
passkeys-title = Passkeys
passkeys-text = Sign in with your finger, face or PIN instead of password and code.
passkeys-address = Passkeys need an address with https, or localhost. This desk is open under another one.
passkeys-browser = This browser has no passkeys.
passkeys-add = Add a passkey
passkeys-added = The passkey is added.
passkeys-unnamed = Passkey
passkeys-used = Last used { $time }
passkeys-made = Added { $time }, not used yet
passkeys-remove = Remove
passkeys-remove-name = Remove passkey { $name }
sessions-title = Where you are signed in
sessions-current = This device
sessions-unknown = Unknown device
sessions-about = Last seen { $seen }, since { $began }
sessions-end = Sign out
sessions-end-name = Sign out { $name }
sessions-others = Sign out everywhere else
sessions-ended = { $count ->
    [one] { $count } other device is signed out.
   *[other] { $count } other devices are signed out.
}
