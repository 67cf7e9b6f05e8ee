inbox-channels = Kanal
inbox-channel-of = { $kind ->
    [instagram] { $name } · Instagram
   *[other] { $name } · WhatsApp
}
