inbox-channels = Channels
inbox-channel-of = { $kind ->
    [instagram] { $name } · Instagram
   *[other] { $name } · WhatsApp
}
