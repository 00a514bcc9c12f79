//! Of which parts of an order it matters what is left of them: parts are sets of its lines, bit 0 the product, bits 1 and 2 the
//! fillers.

/// Sets of lines, of which those at some places are looked at.
#[derive(Clone, Copy)]
pub(super) struct Sets {
    of: [u8; 7],
    len: u8,
    known: u8,
}

/// By the sets of lines that offers are for, as bits: the sets of which it matters what is left of them. These are the product
/// itself, the sets, and what one of them holds beyond another.
const THAT_MATTER: [Sets; 256] = {
    let mut all = [Sets { of: [0; 7], len: 0, known: 0 }; 256];
    let mut offers = 0;
    while offers < 256 {
        let (mut known, mut before) = (offers | 1 << 1, 0);
        while known != before {
            before = known;
            let mut set = 1;
            while set < 8 {
                let mut on = 1;
                while on < 8 && before >> set & 1 == 1 {
                    if offers >> on & 1 == 1 {
                        known |= 1 << (set & !on);
                        if set & !on != 0 {
                            known |= 1 << (on & !set);
                        }
                    }
                    on += 1;
                }
                set += 1;
            }
        }
        let mut set = 1;
        while set < 8 {
            if known >> set & 1 == 1 {
                all[offers].of[all[offers].len as usize] = set as u8;
                all[offers].len += 1;
            }
            set += 1;
        }
        all[offers].known = known as u8;
        offers += 1;
    }
    all
};

impl Sets {
    /// Every set there is.
    pub const EVERY: Self = THAT_MATTER[255];

    /// Those that matter to offers for these sets of lines, as bits.
    pub fn that_matter(offers: u8) -> Self {
        THAT_MATTER[usize::from(offers)]
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = usize> + use<> {
        self.of.into_iter().take(usize::from(self.len)).map(usize::from)
    }

    /// Whether a set is one of them.
    pub fn has(self, set: usize) -> bool {
        self.known >> set & 1 == 1
    }
}
