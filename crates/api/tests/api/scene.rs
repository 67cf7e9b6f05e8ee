//! A workspace with one of everything, so that every id of the API names something.

use db::channels::Channel;
use db::drafts::Draft;
use db::media::Media;
use db::messages::{NewInbound, NewOutbound};
use db::{Actor, WorkspaceTx};
use desk::keys::Scope;
use desk::provision::WorkspaceRole;
use domain::channel::{ChannelKind, ReplyMode};
use domain::content::{Content, Context};
use domain::draft::DraftState;
use domain::gate::Connection;
use domain::identity::{IdentityKind, IdentitySet};
use domain::ids::{
    AppConnectionId, AttributeId, CannedReplyId, ChannelId, ContactId, ConversationId, DocumentId,
    DraftId, FeedId, LabelId, LongJobId, MediaId, MergeId, MessageId, NoteId, PersonId,
    SavedViewId, SignupId,
};
use domain::outbound::Payload;
use domain::template::{Header, Template, TemplateStatus};
use secrecy::SecretString;
use serde_json::{Value, json};
use testkit::Tenant;
use uuid::Uuid;

use crate::scene_account::account;
use crate::support::{House, Session};

pub(crate) const CHANNEL_TOKEN: &str = "canary-channel-token-c04d";
pub(crate) const CUSTOMER_SAYS: &str = "Apakah kaos biru ukuran M masih ada?";

/// One workspace, its people, keys and rows.
pub(crate) struct Scene {
    pub(crate) tenant: Tenant,
    pub(crate) owner: Session,
    pub(crate) key: SecretString,
    pub(crate) key_id: Uuid,
    pub(crate) channel: ChannelId,
    pub(crate) contact: ContactId,
    pub(crate) conversation: ConversationId,
    pub(crate) inbound: MessageId,
    pub(crate) draft: DraftId,
    pub(crate) media: MediaId,
    pub(crate) person: PersonId,
    pub(crate) label: LabelId,
    pub(crate) attribute: AttributeId,
    pub(crate) merge: MergeId,
    pub(crate) contact_import: LongJobId,
    pub(crate) view: SavedViewId,
    pub(crate) job: LongJobId,
    pub(crate) file: MediaId,
    pub(crate) feed: FeedId,
    pub(crate) document: DocumentId,
    pub(crate) note: NoteId,
    pub(crate) canned_reply: CannedReplyId,
    pub(crate) signup: SignupId,
    pub(crate) login: SignupId,
    pub(crate) connection: AppConnectionId,
    pub(crate) member: Uuid,
    invitation: Uuid,
    other_session: Uuid,
    passkey: Uuid,
}

impl Scene {
    /// The id that a path of this noun means here.
    pub(crate) fn id_of(&self, noun: &str) -> Uuid {
        match noun {
            "conversations" | "conversation_id" => self.conversation.uuid(),
            "messages" | "message_id" | "quote" => self.inbound.uuid(),
            "drafts" => self.draft.uuid(),
            "channels" | "channel_id" => self.channel.uuid(),
            "contacts" | "contact_id" => self.contact.uuid(),
            "jobs" => self.job.uuid(),
            "file" => self.file.uuid(),
            "feeds" => self.feed.uuid(),
            "documents" | "replaces" => self.document.uuid(),
            "media" | "media_id" | "header_media_id" => self.media.uuid(),
            "notes" => self.note.uuid(),
            "canned-replies" => self.canned_reply.uuid(),
            "signups" => self.signup.uuid(),
            "logins" => self.login.uuid(),
            "app-connections" | "connection" => self.connection.uuid(),
            "api-keys" => self.key_id,
            "labels" | "label_id" => self.label.uuid(),
            "contact-merges" => self.merge.uuid(),
            "contact-imports" => self.contact_import.uuid(),
            "attributes" | "attribute_id" => self.attribute.uuid(),
            "views" => self.view.uuid(),
            "person_id" | "default_agent" => self.person.uuid(),
            "members" => self.member,
            "invitations" => self.invitation,
            "sessions" => self.other_session,
            "passkeys" => self.passkey,
            "workspace" | "workspace_id" => self.tenant.workspace.uuid(),
            "partner_id" | "brands" => self.tenant.partner.uuid(),
            other => panic!("the probe does not know what {other} names: teach it"),
        }
    }

    pub(crate) async fn new(house: &House) -> Self {
        let tenant = Tenant::new(&house.database).await.unwrap();
        let owner = house.member(tenant.workspace, WorkspaceRole::Owner).await;
        let key = house.key(tenant.workspace, Scope::Manage).await;
        let keys = desk::keys::list(&house.desk, tenant.workspace)
            .await
            .unwrap();
        let mut tx = house
            .desk
            .db()
            .workspace(tenant.workspace, Actor::System)
            .await
            .unwrap();
        let channel = channel(house, &mut tx).await;
        let contact = contact(house, &mut tx).await;
        let (thread, _) =
            db::conversations::ensure(&mut tx, channel, contact, None, house.desk.now())
                .await
                .unwrap();
        let inbound = inbound(house, &mut tx, thread.id, channel).await;
        outbound(house, &mut tx, thread.id, channel).await;
        let draft = draft(house, &mut tx, thread.id, inbound).await;
        let media = media(house, &mut tx, inbound).await;
        template(house, &mut tx, channel).await;
        let members = db::assignments::members(&mut tx).await.unwrap();
        let person = members[0].id;
        let label = label(house, &mut tx).await;
        let attribute = ("Ukuran", db::attributes::AttributeKind::Text);
        let attribute = house.desk.add_attribute(&mut tx, attribute).await.unwrap();
        let merge = merge(house, &mut tx).await;
        let view = view(house, &mut tx, person).await;
        let contact_import = job(house, &mut tx, "import_contacts").await;
        let job = job(house, &mut tx, "import_catalogue").await;
        let (file, feed, document) = sources(house, &mut tx).await;
        let note = house
            .desk
            .write_note(&mut tx, thread.id, "Pelanggan lama", &[])
            .await
            .unwrap();
        let canned_reply = canned_reply(house, &mut tx).await;
        let login = run(house, &mut tx, true).await;
        let signup = run(house, &mut tx, false).await;
        let connection = connection(house, &mut tx).await;
        tx.commit(house.desk.now()).await.unwrap();
        let account = account(house, &owner).await;
        Self {
            member: account.member,
            invitation: account.invitation,
            other_session: account.other_session,
            passkey: account.passkey,
            tenant,
            owner,
            key,
            key_id: keys[0].id.uuid(),
            channel,
            contact,
            conversation: thread.id,
            inbound,
            draft,
            media,
            person,
            label,
            attribute: attribute.id,
            merge,
            contact_import,
            view,
            job,
            file,
            feed,
            document,
            note: note.id,
            canned_reply,
            signup,
            login,
            connection,
        }
    }
}

async fn canned_reply(house: &House, tx: &mut WorkspaceTx) -> CannedReplyId {
    let text = desk::CannedText {
        shortcut: "salam".to_owned(),
        body: "Halo {{contact.name}}".to_owned(),
    };
    house.desk.add_canned_reply(tx, text).await.unwrap().id
}

async fn view(house: &House, tx: &mut WorkspaceTx, person: PersonId) -> SavedViewId {
    let named = ("Grosir", "label:grosir");
    let view = house.desk.save_view(tx, person, None, named).await;
    view.unwrap().id
}

/// A run that waits: for a number, or for an account to be confirmed.
async fn run(house: &House, tx: &mut WorkspaceTx, login: bool) -> SignupId {
    let now = house.desk.now();
    let run = db::signups::Signup {
        id: SignupId::new(),
        kind: ChannelKind::new(if login { "instagram" } else { "whatsapp" }),
        app_ref: house.app,
        account_id: Uuid::new_v4().simple().to_string(),
        channel: None,
        step: db::signups::Step::Exchanged,
        obstacle: None,
        simulated: true,
        token_until: login.then(|| now + chrono::Duration::days(60)),
        created_at: now,
    };
    db::signups::insert(tx, &run, Some((&CHANNEL_TOKEN.into(), None)))
        .await
        .unwrap();
    run.id
}

/// Somebody let the app work with their accounts, and chose none yet.
async fn connection(house: &House, tx: &mut WorkspaceTx) -> AppConnectionId {
    use db::app_connections::{Agreement, AppConnection, Status};
    let now = house.desk.now();
    let new = AppConnection {
        id: AppConnectionId::new(),
        app_ref: house.app,
        name: "Produksi".to_owned(),
        status: Status::Pending,
        account: None,
        agreement: Agreement {
            authorizer: Some("Ayu".to_owned()),
            granted: Vec::new(),
            credential: domain::credential::Credential {
                expires_at: Some(now + chrono::Duration::days(60)),
                data_access_expires_at: None,
                refreshable: true,
            },
            authorized_at: now,
        },
        checked_at: now,
        simulated: true,
        created_at: now,
    };
    db::app_connections::insert(tx, &new, &CHANNEL_TOKEN.into(), None)
        .await
        .unwrap();
    new.id
}

async fn label(house: &House, tx: &mut WorkspaceTx) -> LabelId {
    let label = db::labels::Label {
        id: LabelId::new(),
        name: "Grosir".to_owned(),
        color: "teal".to_owned(),
    };
    house.desk.save_label(tx, label).await.unwrap().id
}

/// An uploaded table, a feed and a document.
async fn sources(house: &House, tx: &mut WorkspaceTx) -> (MediaId, FeedId, DocumentId) {
    let desk = &house.desk;
    let table = desk.keep_upload(tx, "produk.csv", b"sku,name\nA,Kopi\n");
    let table = table.await.unwrap().id;
    let feed = db::knowledge_feeds::Feed {
        id: FeedId::new(),
        url: "https://shop.example/produk.csv".to_owned(),
        mapping: json!({}),
        remove_missing: false,
        every_minutes: 60,
        active: false,
        turn: 1,
        last_job: None,
        last_good_at: None,
        created_at: desk.now(),
    };
    db::knowledge_feeds::save(tx, &feed).await.unwrap();
    let policy = desk.keep_upload(tx, "retur.md", b"# Retur\n\nTujuh hari.\n");
    let policy = policy.await.unwrap().id;
    let document = desk.add_document(tx, policy, None).await.unwrap();
    (table, feed.id, document.id)
}

async fn job(house: &House, tx: &mut WorkspaceTx, kind: &str) -> LongJobId {
    let id = LongJobId::new();
    let input = json!({ "media": Uuid::now_v7() });
    let named = (kind, "produk.csv");
    db::long_jobs::insert(tx, id, named, &input, Some(3), house.desk.now())
        .await
        .unwrap();
    id
}

async fn channel(house: &House, tx: &mut WorkspaceTx) -> ChannelId {
    let channel = Channel {
        id: ChannelId::new(),
        kind: ChannelKind::new("whatsapp"),
        name: "Toko".to_owned(),
        display: "+62 812 0000 0001".to_owned(),
        external_id: Uuid::new_v4().simple().to_string(),
        account_id: Uuid::new_v4().simple().to_string(),
        app_ref: house.app,
        connection: Connection::Connected,
        reply_mode: ReplyMode::DraftOnly,
        auto_hold_seconds: 0,
        ready: true,
        simulated: true,
        coexistence: false,
        token: db::channels::TokenMark {
            fingerprint: Some("ab12".to_owned()),
            ..Default::default()
        },
        checked_at: None,
        ended: None,
        ended_at: None,
        last_event_at: None,
        created_at: house.desk.now(),
        own: db::channel_defaults::ChannelDefaults::default(),
    };
    db::channels::insert(tx, &channel, &CHANNEL_TOKEN.into())
        .await
        .unwrap();
    channel.id
}

async fn contact(house: &House, tx: &mut WorkspaceTx) -> ContactId {
    let id = known(house, tx, "6281200007731", "Sari").await;
    let wrote = db::contacts::Shown {
        wrote: true,
        ..Default::default()
    };
    db::contacts::show(tx, id, &wrote).await.unwrap();
    id
}

/// Somebody with a number and a name.
pub(crate) async fn known(
    house: &House,
    tx: &mut WorkspaceTx,
    phone: &str,
    name: &str,
) -> ContactId {
    let identities = IdentitySet::new().with(IdentityKind::Phone, phone);
    let kind = ChannelKind::new("whatsapp");
    let now = house.desk.now();
    let resolved = db::contacts::resolve(tx, &kind, &identities, now, now);
    let id = resolved.await.unwrap().unwrap().id;
    db::contacts::describe(tx, id, Some(name), None)
        .await
        .unwrap();
    id
}

/// Two others that somebody made one.
async fn merge(house: &House, tx: &mut WorkspaceTx) -> MergeId {
    let kept = known(house, tx, "6281200000001", "Wati").await;
    let merged = known(house, tx, "6281200000002", "Wati lama").await;
    let merge = house.desk.merge_contacts(tx, kept, merged).await;
    merge.unwrap().id
}

async fn inbound(
    house: &House,
    tx: &mut WorkspaceTx,
    thread: ConversationId,
    channel: ChannelId,
) -> MessageId {
    let (id, now) = (MessageId::new(), house.desk.now());
    let content = Content::Text {
        body: CUSTOMER_SAYS.to_owned(),
    };
    let new = NewInbound {
        id,
        conversation: thread,
        channel,
        content: &content,
        context: &Context::default(),
        referral: None,
        errors: &[],
        provider_id: &format!("wamid.{id}"),
        at: now,
        received_at: now,
        simulated: true,
    };
    assert!(
        db::messages::insert_inbound(tx, &new)
            .await
            .unwrap()
            .is_some()
    );
    let touch = db::conversations::Touch {
        message: id,
        at: now,
        direction: "in",
        kind: "text",
        preview: CUSTOMER_SAYS,
        opens_window: true,
        past: false,
    };
    db::conversations::touch(tx, thread, &touch, now)
        .await
        .unwrap();
    tx.record(db::Record {
        kind: evidence::Kind::Received,
        subject: format!("message:{id}"),
        actor: Some("meta".to_owned()),
        payload: json!({ "text": CUSTOMER_SAYS }),
        message: Some(id),
        conversation: Some(thread),
    });
    id
}

async fn outbound(house: &House, tx: &mut WorkspaceTx, thread: ConversationId, channel: ChannelId) {
    let body = "Sebentar ya, kami cek.".to_owned();
    let new = NewOutbound {
        id: MessageId::new(),
        conversation: thread,
        channel,
        content: &Content::Text { body: body.clone() },
        context: &Context::default(),
        payload: &Payload::Text {
            body,
            preview_url: false,
        },
        author: json!({ "kind": "person", "name": "Rina", "decider": "person" }),
        draft: None,
        template: None,
        at: house.desk.now() - chrono::Duration::seconds(5),
        not_before: None,
        simulated: true,
    };
    db::messages::insert_outbound(tx, &new).await.unwrap();
}

/// What this shop answers from.
pub(crate) fn knowledge() -> Value {
    json!({
        "business": "Toko Angin", "currency": "IDR",
        "items": [{ "sku": "KB", "name": "Kaos Biru", "price": 75_000, "sizes": ["M"], "stock": { "M": 4 } }],
        "policies": [], "promo": [], "answers": [],
    })
}

/// A draft as the desk would have made it.
async fn draft(
    house: &House,
    tx: &mut WorkspaceTx,
    thread: ConversationId,
    reply_to: MessageId,
) -> DraftId {
    let now = house.desk.now();
    house.desk.put_knowledge(tx, knowledge()).await.unwrap();
    let made = house
        .desk
        .try_question(tx, CUSTOMER_SAYS, None)
        .await
        .unwrap();
    assert!(made.verdict.passes(), "{made:?}");
    let draft = Draft {
        id: DraftId::new(),
        conversation: thread,
        reply_to,
        version: 1,
        state: DraftState::Waiting,
        text: made.text.clone(),
        original_text: made.text.clone(),
        language: "id".to_owned(),
        intent: made.intent.clone(),
        sources: json!(made.sources),
        document: json!(made.doc),
        verdict: json!(made.verdict),
        abstained: None,
        decided_by: None,
        decided_at: None,
        message: None,
        auto_send_at: None,
        created_at: now,
        updated_at: now,
    };
    db::drafts::insert(tx, &draft).await.unwrap();
    draft.id
}

async fn media(house: &House, tx: &mut WorkspaceTx, message: MessageId) -> MediaId {
    let id = MediaId::new();
    let media = Media {
        id,
        message: Some(message),
        provider_id: Some("1".to_owned()),
        state: "wanted".to_owned(),
        mime_type: Some("image/svg+xml".to_owned()),
        sha256: None,
        size: None,
        filename: Some("kaos.svg".to_owned()),
        problem: None,
    };
    db::media::want(tx, &media, house.desk.now()).await.unwrap();
    db::media::stored(tx, id, "image/svg+xml", "00", 11)
        .await
        .unwrap();
    let (_, path) = house.desk.media_file(tx, id).await.unwrap();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, b"<svg></svg>").unwrap();
    id
}

async fn template(house: &House, tx: &mut WorkspaceTx, channel: ChannelId) {
    let template = Template {
        name: "kabar".to_owned(),
        language: "id".to_owned(),
        category: "UTILITY".to_owned(),
        status: TemplateStatus("APPROVED".to_owned()),
        provider_id: Some("9".to_owned()),
        named: false,
        header: Header::None,
        body: "Halo {{1}}".to_owned(),
        footer: None,
        buttons: Vec::new(),
        reason: None,
    };
    db::templates::replace(tx, channel, &[template], house.desk.now())
        .await
        .unwrap();
}
