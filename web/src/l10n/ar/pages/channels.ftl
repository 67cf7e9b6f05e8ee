channel-hold = مهلة لإيقاف ما هو على وشك الإرسال
channel-hold-help = هذه المدة ينتظرها الرد المفحوص قبل أن يُرسل وحده. يستطيع أي شخص في المكتب إيقافه، وكتابة رد توقفه أيضًا.
channel-hold-off = بلا مهلة
channel-hold-seconds = { $seconds } ثانية
