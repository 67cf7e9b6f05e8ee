"""pywa, a client that others wrote for graph.facebook.com, drives the sandbox and serves its webhooks."""

import hashlib
import hmac
import json
import tempfile
import threading
import urllib.error
import urllib.request

import httpx
import uvicorn
from pywa import WhatsApp, errors, types
from pywa.types.templates import BodyText, HeaderText, QuickReplyButton, TemplateLanguage, URLButton

from stage import PNG, Report, Sandbox, free_port, wait_for

report = Report("pywa")
port = free_port()
callback = f"http://127.0.0.1:{port}/"

with Sandbox(callback) as meta:
    wa = WhatsApp(
        phone_id=meta.number, token=meta.token, waba_id=meta.waba, app_id=meta.app_id, app_secret=meta.app_secret,
        verify_token=meta.verify_token, session=httpx.Client(timeout=20), validate_updates=True, api_version=25.0,
    )
    # pywa reads the first fact of a webhook; ours may hold several, as Meta's may.
    meta.control("PATCH", "/settings", {"batch_max": 1, "merge_changes": False})
    # The only thing that is changed: where Meta is.
    wa.api._session.base_url = f"{meta.url}/v25.0"

    heard, statuses, choices, reactions = [], [], [], []
    wa.on_message(lambda _, m: heard.append(m))
    wa.on_message_status(lambda _, s: statuses.append(s))
    wa.on_callback_button(lambda _, c: choices.append(c))
    wa.on_callback_selection(lambda _, c: choices.append(c))
    server = uvicorn.Server(uvicorn.Config(wa._setup_and_get_starlette_app(), host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    wait_for(lambda: server.started, "pywa's server")

    # The handshake, with pywa's own server on the other side: right and wrong token.
    ask = f"{callback}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
    report.check(urllib.request.urlopen(ask + meta.verify_token).read() == b"1158201444", "the challenge is answered")
    report.refuses(lambda: urllib.request.urlopen(ask + "wrong"), urllib.error.HTTPError, "a wrong verify token is refused")

    # A customer writes; pywa checks the signature itself.
    rina = meta.customer("rina")
    meta.says("rina", text="Halo, apakah jaket biru masih ada?")
    wait_for(lambda: heard, "the customer's text")
    first = heard[0]
    report.check(first.text == "Halo, apakah jaket biru masih ada?", "the text arrived")
    report.check(first.from_user.wa_id == rina["wa_id"], "the sender is named")
    report.check(first.metadata.phone_number_id == meta.number, "the number is named")
    report.check(bool(first.from_user.name), "the profile name is there")
    to = rina["wa_id"]

    sent = {}

    def send(name, call):
        try:
            sent[name] = call()
        except Exception as error:  # noqa: BLE001 - whatever pywa raises is the finding
            report.check(False, f"{name}: {error!r}")
            return
        report.check(str(sent[name].id).startswith("wamid."), f"{name} is accepted")

    send("text", lambda: wa.send_message(to, "Masih, Kak!", preview_url=False, tracker="order-7"))
    send("text that quotes", lambda: wa.send_message(to, "Ukuran M", reply_to_message_id=first.id))
    media = wa.upload_media(PNG, mime_type="image/png", filename="jaket.png")
    report.check(bool(media.id), "a file is uploaded")
    send("image by id", lambda: wa.send_image(to, media.id, caption="Ini fotonya"))
    send("image by link", lambda: wa.send_image(to, "https://toko-angin.example/jaket.png"))
    send("document by bytes", lambda: wa.send_document(to, b"%PDF-1.4\n%%EOF\n", filename="harga.pdf", mime_type="application/pdf"))
    send("location", lambda: wa.send_location(to, -6.9175, 107.6191, name="Toko Angin", address="Jl. Braga 1"))
    send("contact", lambda: wa.send_contact(to, types.Contact(
        name=types.Contact.Name(formatted_name="Toko Angin", first_name="Toko"),
        phones=[types.Contact.Phone(phone="+62 22 555 0101", type="WORK")])))
    send("buttons", lambda: wa.send_message(to, "Simpankan?", footer="Toko Angin", buttons=[
        types.Button("Ya", callback_data="keep"), types.Button("Tidak", callback_data="drop")]))
    send("list", lambda: wa.send_message(to, "Pilih ukuran", buttons=types.SectionList("Ukuran", sections=[
        types.Section("Ada", rows=[types.SectionRow("M", callback_data="m", description="3 potong"), types.SectionRow("S", callback_data="s")])])))
    send("reaction", lambda: wa.send_reaction(to, "\N{THUMBS UP SIGN}", first.id))
    send("template, numbered values", lambda: wa.send_template(to, "pesanan_dikirim", TemplateLanguage.INDONESIAN, params=[
        HeaderText.params("AG-2107"), BodyText.params("Rina", "AG-2107", "Kamis"),
        URLButton.params(url_variable="AG-2107", index=0), QuickReplyButton.params(callback_data="ask", index=1)]))
    daniel = meta.customer("daniel")
    send("template, named values, outside the window", lambda: wa.send_template(daniel["wa_id"], "order_ready", TemplateLanguage.ENGLISH, params=[
        BodyText.params(customer_name="Daniel", order_number="AG-2110", last_day="Saturday")]))
    report.check(bool(wa.mark_message_as_read(first.id)), "a message is marked as read")
    report.check(bool(wa.indicate_typing(first.id)), "typing is shown")

    # What it costs to be wrong.
    report.refuses(lambda: wa.send_template(to, "no_such", TemplateLanguage.ENGLISH), errors.WhatsAppError, "an unknown template is refused")
    report.refuses(lambda: wa.send_image(to, "999999999999"), errors.WhatsAppError, "an unknown file is refused")
    stranger = httpx.post(f"{meta.url}/v25.0/{meta.number}/messages", headers={"Authorization": "Bearer EAAwrong"}, json={})
    report.check(stranger.status_code == 401 and stranger.json()["error"]["code"] == 190, "a wrong token is refused")

    # Statuses of each, in pywa's words.
    def told(name, status):
        return any(s.id == sent[name].id and s.status == status for s in statuses)

    for name in [n for n in sent if n != "reaction"]:
        wait_for(lambda name=name: told(name, types.MessageStatusType.DELIVERED), f"delivery of {name}")
        report.check(told(name, types.MessageStatusType.SENT), f"{name} was sent and delivered")
    wait_for(lambda: told("text", types.MessageStatusType.READ), "the text being read")
    report.check(any(s.tracker == "order-7" for s in statuses if s.id == sent["text"].id), "the tracker comes back")

    # A picture from the customer, fetched through pywa.
    made = meta.control("POST", "/media?filename=foto.png", PNG, "image/png")
    meta.says("rina", type="image", image={"id": made["id"], "caption": "yang ini"})
    picture = wait_for(lambda: next((m for m in heard if m.image), None), "the customer's picture")
    report.check(picture.image.mime_type == "image/png" and picture.caption == "yang ini", "the picture is described")
    address = wa.get_media_url(picture.image.id)
    report.check(int(address.file_size) == len(PNG) and address.sha256 == hashlib.sha256(PNG).hexdigest(), "the picture's hash is told")
    with tempfile.TemporaryDirectory() as folder:
        report.check(wa.download_media(url=address.url, path=folder, filename="x.png").read_bytes() == PNG, "the picture is fetched")
    report.check(wa.get_media_bytes(wa.get_media_url(media.id).url) == PNG, "our own file comes back")

    meta.says("rina", type="interactive", interactive={"type": "button_reply", "button_reply": {"id": "keep", "title": "Ya"}}, reply_to=sent["buttons"].id)
    chosen = wait_for(lambda: next((c for c in choices if c.title == "Ya"), None), "the button")
    report.check(chosen.data == "keep", "a button's data comes back")
    meta.says("rina", type="location", location={"latitude": -6.2, "longitude": 106.8, "name": "Rumah"})
    place = wait_for(lambda: next((m for m in heard if m.location), None), "the customer's place")
    report.check(place.location.name == "Rumah", "a place arrives")

    # A webhook that was not signed, or wrongly, never reaches a handler.
    before = len(heard)
    body = json.dumps(meta.control("GET", "/webhooks")["webhooks"][0]).encode()
    for signature in [None, "sha256=" + hmac.new(b"wrong", body, "sha256").hexdigest()]:
        headers = {"Content-Type": "application/json"} | ({"X-Hub-Signature-256": signature} if signature else {})
        report.refuses(lambda h=headers: urllib.request.urlopen(urllib.request.Request(callback, body, h)), urllib.error.HTTPError, "a bad signature is refused")
    report.check(len(heard) == before, "and heard by nobody")
    server.should_exit = True

raise SystemExit(0 if report.end() else 1)
