//! Words without content of their own.

/// Grammar words. The concept is the English form where both languages have one.
pub(super) const FUNC: &str = "\
the = the
past = was, were, been, being
a = a, an
be = is, are, be, am, r, its, thats, theres, im, youre, adalah, ialah, merupakan, yaitu
of = of
to = to, ke, kepada
in = in, di, dalam, dlm, pada, didalam, se, dalem
on = on
at = at
for = for, untuk, utk, buat, bt, bwt, untk
from = from, dari, dr
with = with, beserta, berserta, dengan, dgn, sama, sm, bersama, ama
by = by, oleh
and = and, dan, dn, serta, n
or = or, atau, ato
if = if, kalau, kalo, klo, kl, jika, bila, jk, klau, apabila, when if, selama, as long as, asalkan, provided, misal, misalnya, semisal, misalkan, seandainya, semisalnya
that = that, this, these, those, which is, yang, yg, ini, itu, tu, nih, ni, tuh
we = we, us, our, ours, kami, kita
i = i, ive, ill, id, me, my, mine, saya, sy, aku, ak, gue, gua, gw, sya, q, ane
you = you, your, yours, u, ur, anda, kamu, km, kalian, lu, kakak mu
it = it, they, them, their, he, she, his, her
do = do, does, made, make, did, doing, dont you, doesnt it
can = can, could, may, might, would, will, shall, ill be, bisa, bs, bsa, boleh, dapat, dpt, possible
get = get, gets, getting, got, dapet, mendapat, mendapatkan, kena
want = want, wants, wanted, like, need, needs, wanna, looking, interested, love, mau, mo, mw, pengen, pgn, pingin, ingin, butuh, perlu, minat, tertarik, rencana, planning, plan, hendak
say = tell, know, idea, ask, asking, wondering, wonder, info, information, tau, tahu, tanya, nanya, bertanya, tny, kabari, question, questions, pertanyaan, mention, inform, mean, maksud, curious, heard, hear, dengar, denger, said, told, bilang, kata, katanya, kabarnya, konon, forgot, lupa, kelupaan, maksudnya
see = see, look, check, cek, lihat, liat, cari, nyari, mencari, find, search
give = give, gives, gimme, memberi, memberikan, kasih, kasi, beri, minta
there = there, here, sini, situ, sana, disini, disitu, disana, kesini, kesana
so = so, then, well, jadi, maka, lalu, trus, terus, trs, nah, ok so
sothat = biar, supaya, agar, so that, in order to
also = also, too, juga, jg, as well, sekalian, skalian, sklian, sekalian juga
just = just, only just, baru aja, baru saja, barusan, aja, aj, saja, sj, cuma, cuman, hanya cuma, exactly, actually, really, pas, persis, sekali, once, ajah, doank aja
still = still, masih, msh, masi, tetap, msi
already = already, pernah, ever, sudah, udah, udh, sdh, dah, uda, telah, akan, currently being, sedang, sdng, lagi sedang
particle = flat, nambah, nambahin, myself, friendly, sih, si, dong, donk, deh, dh, kok, lho, loh, lo, ya, yah, iya, yaa, y, ye, lah, kah, pun, nya, toh, ni, tuh, eh, oh, um, uh, hmm, hm, wah, ah, oke, ok, okay, baik, siap, sip, mah, nanti, ntar, nti, entar, emang, emg, memang, mmg, sebenarnya, sebenernya, banget, bgt, bngt, btw, biasanya, umumnya, normalnya, usually, normally
apakah = apakah, apkh, apa kah
one = one, ones
per = per
must = must, have to, has to, need to, harus, wajib, hrs, mesti, should be
day = day, days, hari, hr, harinya
other = other, others, another, lain, lainnya, yang lain
each = each, tiap, masing masing, apiece
as = as
about = about, regarding, tentang, mengenai, soal, perihal, around, sekitar, kira kira, kurang lebih, approximately, approx, roughly
them = them
how = how, cara, caranya, gimana, gmn, gmna, bagaimana, bgmn, gmana, what happens, what happen, what if, apa yang terjadi
piece = thing, things, pcs, pc, piece, pieces, buah, bh, biji, unit, units, lembar, pair, pairs, helai, potong, x, item, items, barang, sepasang, satuan, sebuah
city = city, kota, kabupaten, kab, daerah, town, area, wilayah, provinsi, pulau, island, tempat saya, alamat saya
any = any, some, every, apapun, apa pun, something, anything, sesuatu
currency = rupiah, idr, rp
home = home, house, rumah, rmh, live, lives, living, tinggal di
first = dulu, dlu, dl, langsung, directly, straight
dateword = tgl, tanggal, date
";

/// Address and courtesy.
pub(super) const POLITE: &str = "\
kak = bund, bun, mom, moms, mam, ummi, kak, ka, kk, kaka, kakak, min, minn, mimin, admin, gan, agan, sis, sist, bro, bang, bg, mas, mbak, mba, mbk, om, pak, bapak, bu, ibu, bunda, boss, bos, sir, madam, maam, miss, mister, dear, guys, team, tim, friend, teman, temen, juragan, koh, cici, ci, teh bapak, dok, doc, tante, kang, abang, cik, cece, ce, ses, uni, pakde, bude
please = asap, please, pls, plz, tolong, tlg, mohon, mhn, kindly, silakan, silahkan, bantu, help
hello = hello, hi, hey, helo, halo, hallo, hai, hay, hy, halo halo, allo, pagi, siang, sore, malam, malem, met, selamat, selamat pagi, selamat siang, selamat sore, selamat malam, good morning, good afternoon, good evening, good day, morning, afternoon, evening, assalamualaikum, assalamu alaikum, asalamualaikum, ass, waalaikumsalam, permisi, punten, misi, greetings, salam, p
thanks = thanks, thank, thank you, thank u, thx, ty, tq, makasih, mksh, makasi, trims, terima kasih, terimakasih, trimakasih, tengkyu, mks, nuhun, matur nuwun, thank you so much, thanks a lot, much appreciated, appreciated, terima kasih banyak, makasih banyak, makasih ya, thank you very much, thanks so much, thank you kindly, many thanks, banyak terima kasih
sorry = sorry, maaf, excuse me, pardon, apologies
bye = bye, goodbye, dadah, see you, sampai jumpa
nice = nice, great, cool, good, mantap, mantul, keren, sip, perfect, bagus sekali, awesome
";
