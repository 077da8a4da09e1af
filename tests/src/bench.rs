//! Measurement of rates and CPU time. Results are ratios in one run, because the speed of a machine varies.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Result of one measured program: the best of all rounds.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Name of the program.
    pub name: String,
    /// Commands per second in the best round.
    pub rate: f64,
    /// CPU time of this process per command in the best round, in microseconds.
    pub cpu: f64,
}

/// Table of measured programs. The programs are measured in turns, so that a slow second affects all programs.
#[derive(Debug, Default)]
pub struct Table {
    figures: Vec<Figure>,
}

impl Table {
    /// Measures one round of a program. `work` runs `commands` commands.
    pub fn measure<T>(&mut self, name: &str, commands: usize, work: impl FnOnce() -> T) -> T {
        let (cpu, start) = (cpu_time(), Instant::now());
        let result = work();
        let (wall, cpu) = (start.elapsed(), cpu_time() - cpu);
        let rate = commands as f64 / wall.as_secs_f64();
        let cpu = cpu.as_secs_f64() * 1e6 / commands as f64;
        match self.figures.iter_mut().find(|figure| figure.name == name) {
            Some(figure) => {
                figure.rate = figure.rate.max(rate);
                figure.cpu = figure.cpu.min(cpu);
            }
            None => self.figures.push(Figure {
                name: name.to_owned(),
                rate,
                cpu,
            }),
        }
        result
    }

    /// Result of a program.
    ///
    /// # Panics
    /// The program was not measured.
    pub fn figure(&self, name: &str) -> &Figure {
        self.figures
            .iter()
            .find(|figure| figure.name == name)
            .expect("the program was measured")
    }

    /// Table as text. The ratios are relative to the first program.
    pub fn text(&self) -> String {
        let base = self.figures.first().map_or(1.0, |first| first.rate);
        let mut text = format!(
            "{:36} {:>12} {:>7} {:>12}\n",
            "", "commands/s", "ratio", "CPU us each"
        );
        for Figure { name, rate, cpu } in &self.figures {
            let ratio = rate / base;
            let _ = writeln!(text, "{name:36} {rate:>12.0} {ratio:>7.2} {cpu:>12.1}");
        }
        text
    }
}

/// CPU time of this process.
pub fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}
