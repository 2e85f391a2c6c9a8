//! What speaks for a service to stand near the front.

/// What speaks for a service.
#[derive(Clone, Copy, Debug, Default)]
pub struct Merit {
    /// Points for it.
    pub gained: usize,
    /// Points against it.
    pub lost: usize,
    /// Everybody has one near them.
    pub near: bool,
    /// The needs that they named and it helps with.
    pub met: usize,
    /// The years of age that it is for.
    pub years: u32,
    /// The professional who asks works in it.
    pub own_team: bool,
    /// Its heading is for danger, and it is not made for what they said.
    pub for_danger: bool,
    /// It has a way to be helped that they would like.
    pub liked: bool,
    /// It has not the way to be helped that they would like.
    pub unliked: bool,
    /// It is made for a need that they named.
    pub made_for_need: bool,
    /// It is made for, helps with or suits something that they said.
    pub to_the_point: bool,
}

impl Merit {
    /// How much speaks for it, less what speaks against it.
    pub fn points(self) -> i64 {
        self.gained as i64 - self.lost as i64
    }

    /// What comes first by it, the lowest first: more points; at the same number what is near
    /// everybody, what meets more needs, and what is for fewer ages.
    pub fn key(self) -> [i64; 4] {
        let near = i64::from(!self.near);
        [
            -self.points(),
            near,
            -(self.met as i64),
            i64::from(self.years),
        ]
    }
}
