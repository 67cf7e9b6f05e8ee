//! Puts accounts into the world. What is there already stays as it is.

use super::{Account, Instagram, Post};
use crate::clock::Millis;
use crate::config::SeedInstagram;
use crate::ids;

const HOUR: Millis = 3_600_000;

impl Instagram {
    /// Adds what the seed has and the world has not; without a seed a shop and its outlet.
    pub(crate) fn plant(&mut self, seeds: &[SeedInstagram], now: Millis) {
        if seeds.is_empty() {
            for seed in shops() {
                self.plant_account(&seed, now);
            }
        } else {
            for seed in seeds {
                self.plant_account(seed, now);
            }
        }
    }

    /// Adds an account; returns its id.
    pub(crate) fn plant_account(&mut self, seed: &SeedInstagram, now: Millis) -> String {
        let id = if seed.id.is_empty() {
            ids::instagram("17841")
        } else {
            seed.id.clone()
        };
        if self.accounts.contains_key(&id) {
            return id;
        }
        self.accounts.insert(
            id.clone(),
            Account {
                id: id.clone(),
                scoped_id: ids::instagram("2"),
                rank: self.accounts.len(),
                username: seed.username.clone(),
                name: seed.name.clone(),
                sort: seed.account_type.clone(),
                followers: seed.followers,
                story_id: ids::instagram("1799"),
                subscribed: Vec::new(),
            },
        );
        let captions = if seed.posts.is_empty() {
            captions()
        } else {
            seed.posts.clone()
        };
        let count = captions.len();
        for ((at, caption), scene) in captions.into_iter().enumerate().zip((0..=u8::MAX).cycle()) {
            let age = Millis::try_from(count - at).unwrap_or(1) * 20 * HOUR;
            self.plant_post(&id, caption, (scene, now - age));
        }
        id
    }

    /// Adds a post; returns its id.
    pub(crate) fn plant_post(
        &mut self,
        account: &str,
        caption: String,
        (scene, at): (u8, Millis),
    ) -> String {
        let id = ids::instagram("1791");
        let post = Post {
            id: id.clone(),
            account: account.to_owned(),
            at,
            caption,
            sort: "FEED".to_owned(),
            likes: 40 + u64::from(scene % 7) * 31,
            scene,
        };
        self.posts.insert(id.clone(), post);
        id
    }
}

fn shops() -> [SeedInstagram; 2] {
    let shop = SeedInstagram::new("17841400700200300", "toko.angin", "Toko Angin");
    let outlet = SeedInstagram::new("17841400700200301", "angin.outlet", "Angin Outlet");
    [
        SeedInstagram {
            followers: 12_480,
            ..shop
        },
        SeedInstagram {
            followers: 914,
            account_type: "MEDIA_CREATOR".to_owned(),
            posts: vec!["Sisa musim lalu, setengah harga. Selama persediaan ada.".to_owned()],
            ..outlet
        },
    ]
}

fn captions() -> Vec<String> {
    vec![
        "Tenda dua orang, berdiri dalam empat menit. Tahan hujan semalaman.".to_owned(),
        "Jaket angin biru sudah datang lagi. Ukuran S sampai XL.".to_owned(),
    ]
}
