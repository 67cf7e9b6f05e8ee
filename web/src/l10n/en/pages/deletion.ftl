deletion-title = Deletion request
deletion-requested = Request received
deletion-tokens = Access tokens destroyed
deletion-references = Links to the accounts at Meta removed
deletion-under-way = Under way
deletion-threads = Conversations stay with the business they were held with. To have a person erased from them, ask that business.
deletion-absent-title = No request with this code
deletion-absent = Check that the address is complete, as Meta showed it.
