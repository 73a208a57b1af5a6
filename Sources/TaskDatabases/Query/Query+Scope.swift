extension Query {
    /// Where a store with indexes has to look: every match is inside, but not all that is inside matches.
    struct Scope: Sendable, Equatable {
        /// The msg_ids that can match; nil where the query does not say.
        var msgIDs: [String]?
        /// Whether finished records, and whether pending ones, can match.
        var finished = true
        var pending = true
        /// Bounds of `submitted`, both included; a record without one is outside as soon as there is a bound.
        var earliest: Instant?
        var latest: Instant?
    }

    var scope: Scope {
        conditions.reduce(into: Scope()) { scope, condition in
            switch condition.field {
            case "msg_id": scope.narrow(msgID: condition.operator)
            case "completed": scope.narrow(completed: condition.operator)
            case "submitted": scope.narrow(submitted: condition.operator)
            default: break
            }
        }
    }
}

extension Query.Scope {
    fileprivate mutating func narrow(msgID test: Query.Operator) {
        guard msgIDs == nil else { return }
        switch test {
        case .equal(.text(let text)): msgIDs = [text]
        case .in(let operands): msgIDs = operands.texts.map(\.string)
        default: break
        }
    }

    fileprivate mutating func narrow(completed test: Query.Operator) {
        switch test {
        case .equal(.null): finished = false
        case .notEqual(.null), .equal(.instant), .range: pending = false
        default: break
        }
    }

    fileprivate mutating func narrow(submitted test: Query.Operator) {
        switch test {
        case .equal(.instant(let instant)): narrow(from: instant, to: instant)
        case .range(.greater, .instant(let instant)), .range(.greaterOrEqual, .instant(let instant)):
            narrow(from: instant, to: nil)
        case .range(.less, .instant(let instant)), .range(.lessOrEqual, .instant(let instant)):
            narrow(from: nil, to: instant)
        default: break
        }
    }

    private mutating func narrow(from: Instant?, to: Instant?) {
        if let from { earliest = earliest.map { max($0, from) } ?? from }
        if let to { latest = latest.map { min($0, to) } ?? to }
    }
}
