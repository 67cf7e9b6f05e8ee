//! A Merkle tree over the heads, as RFC 6962 §2.1 builds it: a workspace's proof says nothing of
//! the others but how many there are.

use crate::Hash;

const LEAF: &[u8] = &[0];
const NODE: &[u8] = &[1];

pub(crate) fn leaf(data: &[u8]) -> Hash {
    Hash::of(&[LEAF, data])
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Hash::of(&[NODE, left.as_bytes(), right.as_bytes()])
}

/// The tree's levels, leaves first; a node without a sibling moves up as it is.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    pub(crate) fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let level = below
                .chunks(2)
                .map(|pair| match pair {
                    [left, right] => node(left, right),
                    [alone] => *alone,
                    _ => unreachable!("chunks of two"),
                })
                .collect();
            levels.push(level);
        }
        Self { levels }
    }

    /// The root; of an empty tree the hash of nothing.
    pub(crate) fn root(&self) -> Hash {
        self.levels
            .last()
            .and_then(|top| top.first())
            .copied()
            .unwrap_or_else(|| Hash::of(&[]))
    }

    /// The siblings on the way from a leaf to the root.
    pub(crate) fn path(&self, mut index: usize) -> Vec<Hash> {
        let mut path = Vec::new();
        for level in &self.levels {
            path.extend(level.get(index ^ 1));
            index /= 2;
        }
        path
    }
}

/// The root that follows from a leaf, its place, the number of leaves and the siblings; `None`
/// when there are too few or too many of them.
pub(crate) fn root_of(leaf: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut at, mut last) = (index, size - 1);
    let mut hash = leaf;
    let mut path = path.iter();
    while last > 0 {
        // The last node of a level has no right sibling when its number is even.
        if at % 2 == 1 {
            hash = node(path.next()?, &hash);
        } else if at < last {
            hash = node(&hash, path.next()?);
        }
        at /= 2;
        last /= 2;
    }
    path.next().is_none().then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6962 §2.1, as it is written there: split at the largest power of two below n.
    fn by_the_book(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash::of(&[]),
            [one] => *one,
            many => {
                let split = many.len().next_power_of_two() / 2;
                let (left, right) = many.split_at(split);
                node(&by_the_book(left), &by_the_book(right))
            }
        }
    }

    #[test]
    fn every_leaf_of_every_small_tree_is_proved_and_nothing_else() {
        for size in 0..40_u64 {
            let leaves: Vec<Hash> = (0..size).map(|n| leaf(&n.to_be_bytes())).collect();
            let tree = Tree::new(leaves.clone());
            assert_eq!(tree.root(), by_the_book(&leaves), "{size}");
            for (index, own) in leaves.iter().enumerate() {
                let path = tree.path(index);
                let at = |index: usize| u64::try_from(index).unwrap();
                let root = |leaf, index, path: &[Hash]| root_of(leaf, index, size, path);
                assert_eq!(root(*own, at(index), &path), Some(tree.root()));
                assert_ne!(root(leaf(b"other"), at(index), &path), Some(tree.root()));
                assert_eq!(root(*own, size, &path), None);
                if size > 1 {
                    assert_ne!(root(*own, at(index) ^ 1, &path), Some(tree.root()));
                    assert_eq!(root(*own, at(index), &path[1..]), None);
                    let longer = [path.clone(), vec![*own]].concat();
                    assert_eq!(root(*own, at(index), &longer), None);
                }
            }
        }
    }

    #[test]
    fn the_empty_tree_is_the_hash_of_nothing() {
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Tree::new(Vec::new()).root().to_string(), nothing);
    }
}
