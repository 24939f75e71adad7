/// Tells a connection's handler that the gateway is going away: finish what is begun, take nothing new.
struct DrainEvent: Sendable {}
