"""System dynamics: stocks, flows and feedback simulated over time.

Terms. A *stock* accumulates; a *flow* fills or drains stocks and is the only thing that changes
them. An *auxiliary* (`variable`, `aux`) follows from others at each moment; a *constant* does not
change during a run. A *lookup* (graphical function) is a curve given by points. The *time step*
is that of integration, the *save step* that of results. A *reference mode* is the behaviour over
time that a model is to explain. A *loop* is a closed chain of causes; it is reinforcing or
balancing. A *policy run* is a run under an intervention.

Sources: Forrester, Industrial Dynamics (1961); Sterman, Business Dynamics (2000); XMILE 1.0
(OASIS 2015); Barlas, System Dynamics Review 12 (1996) 183-210; Rahmandad and Sterman, System
Dynamics Review 28 (2012) 396-411; Lai and Wahba, D-4851 Model Correctness Checklist (MIT 2001).
"""
