evidence-title = Evidence
evidence-lead = Every step of every message, in order, each entry sealed with the one before it.
evidence-message-title = Evidence of a message
evidence-list = Entries
evidence-verify = Verify the chain
evidence-verifying = Verifying…
evidence-ok = { $entries ->
    [one] { $entries } row, unbroken
   *[other] { $entries } rows, unbroken
}
evidence-ok-erased = { $count } of them erased, and proven so
evidence-broken = The chain is broken at entry { $seq }: { $reason }
evidence-broken-help = Keep an export and write to the operator of this installation. Do not change anything meanwhile.
evidence-checkpoint = Last signed checkpoint: entry { $seq }, { $when }, key { $key }
evidence-here-ok = Recomputed in this browser: { $count ->
    [one] { $count } hash matches
   *[other] { $count } hashes match
}
evidence-here-broken = Recomputed in this browser: entry { $seq } does not match
evidence-export = Export as JSON lines
evidence-export-owner = Only an owner may take evidence out.
evidence-head = Head: entry { $seq }
evidence-entry = Entry { $seq }
evidence-system = Loket
evidence-erased = Contents erased
evidence-hash = Hash
evidence-prev = Previous
evidence-commit = Commitment
evidence-salt = Salt
evidence-payload = Contents
evidence-details = Details
evidence-more = Show earlier entries
evidence-of-message = All steps of this message
evidence-empty-title = No entry yet
evidence-empty = The first message writes the first entry.
evidence-message-empty = Nothing is recorded for this message yet.
evidence-of-chain = Whole chain
evidence-file-title = Check an exported file
evidence-file-drop = Choose or drop an export
evidence-file-help = A .jsonl file. It is checked in this browser and goes nowhere.
evidence-file-broken = { $name } does not hold: { $reason }
evidence-file-broken-help = Do not rely on this file. Ask for a new export, and tell the owner of the workspace which entry differs.
evidence-file-signed = Signed checkpoints hold up to entry { $seq }, key { $key }. Compare the key with one you know from elsewhere.
evidence-file-unsigned = No signed checkpoint was proved here; the file agrees with itself.
broken-not_evidence = this is not an evidence export of this format
broken-other_workspace = it belongs to another workspace
broken-cut_off = it ends too early
broken-damaged = it was damaged or something was added
broken-not_following = this entry does not follow the one before
broken-hash = this entry was changed
broken-contents = its contents are not what was sealed
broken-head = the chain does not end where the file says
broken-checkpoint = a signed checkpoint does not hold
