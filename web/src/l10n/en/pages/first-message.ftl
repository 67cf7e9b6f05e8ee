inbox-empty-title = No conversation yet
inbox-empty = A conversation begins when a customer writes to one of your numbers or accounts.
inbox-connect = Connect a channel
inbox-first = Message this number from any phone, and the conversation is here.
inbox-first-sandbox = This number is simulated. Open the sandbox phone and write to it as a customer would.
inbox-first-code = Code that opens a chat with { $number }
