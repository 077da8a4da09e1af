//! Measuring: rates and processor time, as ratios within one run, since the machine's own speed varies.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// One measured contestant: the best of its rounds.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Who.
    pub name: String,
    /// Commands a second in the best round.
    pub rate: f64,
    /// Processor time of this process per command, in microseconds, in the cheapest round.
    pub cpu: f64,
}

/// A table of contestants that are measured in turns, so that a slow second hits all of them.
#[derive(Debug, Default)]
pub struct Table {
    figures: Vec<Figure>,
}

impl Table {
    /// Measures one round of a contestant: `work` does that many commands.
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

    /// The figures of a contestant.
    ///
    /// # Panics
    /// It was not measured.
    pub fn figure(&self, name: &str) -> &Figure {
        self.figures
            .iter()
            .find(|figure| figure.name == name)
            .expect("the contestant was measured")
    }

    /// The table as text; the first contestant is the measure of the others.
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

/// The processor time that this process has spent so far.
pub fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or_default(),
        u32::try_from(time.tv_nsec).unwrap_or_default(),
    )
}
