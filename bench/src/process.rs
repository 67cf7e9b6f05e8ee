//! What processes used, from `/proc`.

use std::path::Path;

use anyhow::{Context as _, Result};
use nix::unistd::{SysconfVar, sysconf};

/// Seconds of CPU this process used so far.
pub(crate) fn own_cpu() -> Result<f64> {
    cpu(i32::try_from(std::process::id())?)
}

/// Seconds of CPU a process used so far, with those of its ended children.
pub(crate) fn cpu(pid: i32) -> Result<f64> {
    let stat = Stat::read(pid)?;
    Ok(in_seconds(stat.cpu))
}

/// Seconds of CPU a process and all its children used, living and ended: the postmaster and its sessions.
pub(crate) fn cpu_of_family(parent: i32) -> Result<f64> {
    let mut ticks = Stat::read(parent)?.cpu;
    for entry in std::fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse::<i32>().ok()) else {
            continue;
        };
        // A process may end while we look.
        if let Ok(stat) = Stat::read(pid)
            && stat.parent == parent
        {
            ticks += stat.cpu;
        }
    }
    Ok(in_seconds(ticks))
}

/// Resident memory of a process in bytes.
pub(crate) fn memory(pid: i32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let kib: u64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next())
        .context("no VmRSS in /proc")?
        .parse()?;
    Ok(kib * 1024)
}

/// The postmaster of the private cluster of a data folder.
pub(crate) fn postmaster(data_dir: &Path) -> Result<i32> {
    let path = data_dir.join("postgres/cluster/postmaster.pid");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let first = text.lines().next().context("an empty pid file")?;
    Ok(first.trim().parse()?)
}

struct Stat {
    parent: i32,
    /// User and system time, own and of ended children, in clock ticks.
    cpu: u64,
}

impl Stat {
    fn read(pid: i32) -> Result<Self> {
        let text = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
        // The name in brackets may hold anything; fields count from behind it, the state being the third.
        let (_, rest) = text.rsplit_once(')').context("an odd /proc/PID/stat")?;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let field = |n: usize| fields.get(n - 3).copied().context("a short /proc/PID/stat");
        let mut cpu = 0;
        for n in 14..=17 {
            cpu += field(n)?.parse::<u64>()?;
        }
        Ok(Self {
            parent: field(4)?.parse()?,
            cpu,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "ticks of some hours")]
fn in_seconds(ticks: u64) -> f64 {
    let per_second = sysconf(SysconfVar::CLK_TCK).ok().flatten().unwrap_or(100);
    ticks as f64 / per_second as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_time_and_memory() {
        let mut sum = 0_u64;
        while own_cpu().unwrap() < 0.03 {
            sum = sum.wrapping_mul(31).wrapping_add(7);
        }
        let pid = i32::try_from(std::process::id()).unwrap();
        assert!(memory(pid).unwrap() > 100_000);
        assert!(cpu_of_family(pid).unwrap() >= 0.03);
    }
}
