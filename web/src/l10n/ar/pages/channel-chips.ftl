inbox-channels = القنوات
inbox-channel-of = { $kind ->
    [instagram] { $name } · Instagram
   *[other] { $name } · WhatsApp
}
