"""Causal feedback: causal loop diagrams, archetypes and leverage points.

Terms. A *variable* is a quantity that can rise and fall. A *link* says that a change of one
variable changes another; its *polarity* is `+` when both move in the same direction, `-` when
they move in opposite directions and `?` when that is not known. A *loop* is a closed chain of
links that meets no variable twice; it is *reinforcing* (R) when the product of its polarities is
`+`, *balancing* (B) when it is `-` and *indeterminate* when any polarity is unknown. It is
*slow* when any of its links is delayed. An *archetype* is a small arrangement of loops that is
known to produce the same behaviour over time wherever it is found. A *leverage point* is a place
where a change of the system has effect; Meadows ranks twelve of them.

Sources: Sterman, Business Dynamics (2000), ch. 5; Senge, The Fifth Discipline (1990), appendix 2;
Kim, Systems Archetypes I (1992); Wolstenholme, System Dynamics Review 19 (2003) 7-26; Meadows,
Thinking in Systems (2008), ch. 6; Johnson, SIAM Journal on Computing 4 (1975) 77-84; Oliva,
System Dynamics Review 20 (2004) 313-336; Richardson, System Dynamics Review 2 (1986) 158-170.
"""
