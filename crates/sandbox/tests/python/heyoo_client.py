"""heyoo, an older client in wide use: plain requests, another spelling of the same calls."""

import pathlib
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import hashlib
import hmac
import json

from heyoo import WhatsApp

from stage import PNG, Report, Sandbox, wait_for

report = Report("heyoo")
bodies = []


class Hook(BaseHTTPRequestHandler):
    """The webhook's other end, with the standard library alone."""

    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        bodies.append((raw, self.headers.get("X-Hub-Signature-256")))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


hook = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
threading.Thread(target=hook.serve_forever, daemon=True).start()

with Sandbox(f"http://127.0.0.1:{hook.server_port}/hook") as meta:
    wa = WhatsApp(meta.token, phone_number_id=meta.number)
    # The only thing that is changed: where Meta is.
    wa.base_url = wa.v15_base_url = f"{meta.url}/v25.0"
    wa.url = f"{wa.base_url}/{meta.number}/messages"
    rina = meta.customer("rina")
    to = rina["wa_id"]
    meta.says("rina", text="Halo")

    def event(fits):
        for raw, _ in bodies:
            data = json.loads(raw)
            if wa.is_message(data) and fits(data):
                return data
        return None

    hello = wait_for(lambda: event(lambda d: wa.get_message_type(d) == "text"), "the customer's text")
    report.check(wa.get_message(hello) == "Halo", "the text is read")
    report.check(wa.get_mobile(hello) == to, "the sender is read")
    wamid = wa.get_message_id(hello)
    report.check(str(wamid).startswith("wamid."), "the id is read")
    for raw, signature in bodies:
        right = "sha256=" + hmac.new(meta.app_secret.encode(), raw, hashlib.sha256).hexdigest()
        report.check(hmac.compare_digest(right, signature or ""), "a webhook is signed over its bytes")

    def accepted(name, answer):
        report.check("messages" in answer and answer["messages"][0]["id"].startswith("wamid."), f"{name}: {answer}")

    accepted("text", wa.send_message("Masih, Kak!", to))
    accepted("reply", wa.reply_to_message(message_id=wamid, recipient_id=to, message="Ukuran M"))
    accepted("reaction", wa.send_reaction("\N{THUMBS UP SIGN}", wamid, to))
    accepted("location", wa.send_location(-6.9, 107.6, "Toko Angin", "Jl. Braga 1", to))
    accepted("image by link", wa.send_image("https://toko-angin.example/jaket.png", to))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "jaket.png")
        file.write_bytes(PNG)
        media = wa.upload_media(str(file))
        report.check(bool(media and media.get("id")), f"upload: {media}")
        accepted("image by id", wa.send_image(media["id"], to, link=False))
        address = wa.query_media_url(media["id"])
        saved = wa.download_media(address, "image/png", str(pathlib.Path(folder, "back")))
        report.check(saved and pathlib.Path(saved).read_bytes() == PNG, "the file comes back")
        report.check(bool(wa.delete_media(media["id"]).get("success")), "the file is deleted")
    accepted("contacts", wa.send_contacts([{"name": {"formatted_name": "Toko", "first_name": "Toko"}, "phones": [{"phone": "+62225550101", "type": "WORK"}]}], to))
    accepted("buttons", wa.send_reply_button({"type": "button", "body": {"text": "Simpankan?"}, "action": {"buttons": [
        {"type": "reply", "reply": {"id": "y", "title": "Ya"}}]}}, to))
    accepted("list", wa.send_button({"header": "Ukuran", "body": "Pilih", "footer": "Toko Angin", "action": {"button": "Lihat", "sections": [
        {"title": "Ada", "rows": [{"id": "m", "title": "M", "description": "3 potong"}]}]}}, to))
    accepted("template", wa.send_template("kabar_stok", to, lang="id", components=[
        {"type": "body", "parameters": [{"type": "text", "text": "Rina"}, {"type": "text", "text": "Jaket biru L"}]}]))
    report.check(bool(wa.mark_as_read(wamid).get("success")), "a message is marked as read")
    refused = wa.send_template("no_such", to, components=[])
    report.check(refused.get("error", {}).get("code") == 132001, f"an unknown template is refused: {refused}")
    wait_for(lambda: any(wa.get_delivery(json.loads(raw)) == "delivered" for raw, _ in bodies), "a delivery")
    report.check(True, "a delivery is read")
hook.shutdown()
raise SystemExit(0 if report.end() else 1)
