//! What the classifier looks for. Strong phrases speak for themselves; weak ones occur in harmless
//! messages too ("washing instructions", "abaikan pesan saya tadi") and count only beside another
//! weak one or a trigger.

use super::Signal;

/// One signal's phrases.
pub(super) struct Words {
    pub(super) signal: Signal,
    pub(super) strong: &'static str,
    pub(super) weak: &'static str,
    pub(super) triggers: &'static str,
}

/// Every list.
pub(super) const ALL: &[Words] = &[
    Words {
        signal: Signal::Instruction,
        strong: "ignore all,ignore previous,ignore the rules,ignore the above,ignore these rules,ignore your,ignore any,ignore what,ignore everything,ignore instructions,\
disregard previous,disregard all,disregard your,disregard any,disregard the,forget previous,forget all,forget your,forget everything,forget what,\
system prompt,your instructions,your prompt,previous instructions,previous rules,new instructions,new rule,developer mode,debug mode,god mode,admin mode,jailbreak,\
jailbroken,you are now,youre now,reply only,answer only,respond only,repeat after,repeat your,say only,\
base64,rot13,auto approve,auto approved,approve this,send immediately,reveal,secret key,secret word,passphrase,as an ai,language model,\
chatgpt,gpt,llm,tell every customer,tell customers,translate the following,now answer,opposite mode,unrestricted,no restrictions,without restrictions,\
confirm in writing,confirm it again,hex to text,hypothetical,execute,concatenate,\
abaikan aturan,abaikan semua,abaikan instruksi,abaikan perintah,abaikan arahan,abaikan sistem,abaikan seluruh,abaikan kebijakan,lupakan instruksi,lupakan semua,lupakan aturan,lupakan perintah,\
balas hanya,jawab hanya,mulai hari ini kamu,berpura pura,pura pura,bertindak sebagai,anggap kamu,setujui otomatis,kata sandi,bilang bahwa,katakan bahwa,akui bahwa,konfirmasi bahwa,beritahu semua pelanggan,\
sampaikan ke pelanggan,sampaikan ke semua,tanpa aturan,instruksi awal,ucapkan,konfirmasikan bahwa,\
olvida,ignora,instrucciones,responde solo,responde solamente,contesta solamente,contesta solo,a partir de ahora,confirmalo,confirma,responde confirmando,aplica,\
ignore as,ignore todas,ignore tudo,desconsidere,esqueca,instrucoes,responda apenas,responda somente,diga,confirme,a partir de agora,aviso do dono,\
ignorez,ignoriere,oubliez,vergiss,negeer,dimentica,\
تجاهل,التعليمات,انس,أجب فقط,اكتب فقط,اتبع,كلمة المرور,निर्देश,निर्देशों,अनदेखा,नज़रअंदाज़,नजरअंदाज,भूल जाओ,केवल जवाब,पासवर्ड",
        weak: "ignore the,ignore my,ignore these,ignore everything written,disregard,forget the,pretend,act as,act like,from now on,roleplay,role play,reply with,answer with,respond with,\
just say,just reply,repeat the,repeat this,say that,confirm that,decode,assistant,override,password,passcode,prompt,instructions,instruction,your rules,tell all,\
write a,compose a,print the,output the,run the,paste the,simulate,restrictions,\
abaikan,katakan,ulangi,jawab saja,jawab dengan,balas dengan,instruksi,perintah,mulai sekarang,mulai hari ini,anggap saja,konfirmasikan,tolong konfirmasi,konfirmasi ya,\
bilang ke,tulis ulang,tuliskan",
        triggers: "the rules,all rules,rules and,as the owner,script,poem,essay,python,code that,refund approved,legally,binding,exactly,verbatim,\
word for word,kata demi kata,persis seperti,approved,disetujui,scam,penipu,palsu,fake",
    },
    Words {
        signal: Signal::Medical,
        strong: "dose,dosage,dosis,paracetamol,ibuprofen,aspirin,antibiotic,antibiotics,antibiotik,antidote,overdose,overdosis,diamox,\
resep dokter,diagnose,diagnosis,insulin,vaccine,vaksin,medicamento,remedio,dawai",
        weak: "obat,obatnya,medicine,medication,prescription,symptom,symptoms,gejala,pregnant,hamil,disease,penyakit,cure,sembuh,menyembuhkan,\
fever,demam,doctor,dokter,pills,pil,tablet,tablets",
        triggers: "should i take,can i take,boleh minum,minum obat,minum,is it safe,aman,my temperature,sakit,sick,ill,hurts,mg,treat,mengobati",
    },
    Words {
        signal: Signal::Legal,
        strong: "legally binding,binding offer,legal advice,binding contract,sue you,lawsuit,gugat,menggugat,pengadilan,attorney,nasihat hukum,\
secara hukum,vinculante,juridicamente,legalmente,chat ini perjanjian,this chat is a contract,chat is a contract",
        weak: "hukum,court,perjanjian,contract,mengikat,sue",
        triggers: "agree,setuju,setujui,sign,you must,chat ini,this chat,lawyer,pengacara",
    },
    Words {
        signal: Signal::Prohibited,
        strong: "pistol,senjata api,firearm,firearms,rifle,rifles,ammo,ammunition,amunisi,explosive,explosives,narkoba,ganja,sabu,\
cannabis,marijuana,cocaine,heroin,vape,vapes,rokok,cigarette,cigarettes,tobacco,tembakau,judi,slot gacor,gambling,casino,togel,\
porn,porno,bokep,prostitusi,counterfeit,kw super,ransomware,malware,hacking,fentanyl,meth,\
pinjol,payday loan,miras,minuman keras,vodka,whisky,whiskey",
        weak: "gun,guns,bom,bomb,bombs,weed,drugs,escort,ivory,gading,organ,hack,exploit",
        triggers: "sell,selling,jual,buy,beli,make,rakit,order,pesan,build,kill",
    },
    Words {
        signal: Signal::SelfHarm,
        strong: "suicide,suicidal,kill myself,bunuh diri,end my life,mengakhiri hidup,want to die,mau mati,ingin mati,self harm,\
melukai diri,suicidio,suicidarme,matarme,me matar",
        weak: "",
        triggers: "",
    },
    Words {
        signal: Signal::Payment,
        strong: "iban,nomor rekening,no rekening,norek,rekening,account number,bank account,payments now go,\
otp,cvv,kode otp,credit card number,cuenta bancaria,conta bancaria,pix,kode pin,pin atm,your pin,pin anda,pin number,pin kartu,pembayaran pindah",
        weak: "bca,mandiri,bri,bni,swift,virtual account,pin,dana",
        triggers: "atas nama,a n,an,pindah,now go,pay to,bayar ke,transfer ke,kirim uang",
    },
    Words {
        signal: Signal::Disclosure,
        strong: "customer table,customer list,other businesses,other tenants,data pelanggan,daftar pelanggan,customer data,customer phone,\
api key,access token,api token,credentials,environment variable,source code,users table,select from,alamat pelanggan,nomor hp pelanggan,hp pelanggan,\
otros clientes,outros clientes,da cliente,del cliente,la clienta,last customer,everyone who ordered,yang beli kemarin,yang beli tenda kemarin",
        weak: "other customers,other customer,other shops,pelanggan lain,database,token,env,sql,admin password,secrets",
        triggers: "list,show,names,name of,phone,phone number,numbers of,address of,who bought,what did,tampilkan,nomor hp,no hp,alamat mereka,siapa,api,admin,secret,give me,send me,berikan,drop table,select",
    },
];
