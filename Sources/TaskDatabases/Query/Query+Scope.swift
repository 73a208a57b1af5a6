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
            case "msg_id": scope.narrow(msgID: condition.test)
            case "completed": scope.narrow(completed: condition.test)
            case "submitted": scope.narrow(submitted: condition.test)
            default: break
            }
        }
    }
}

extension Query.Scope {
    fileprivate mutating func narrow(msgID test: Test) {
        guard msgIDs == nil else { return }
        switch test {
        case .equal(.text(let text)): msgIDs = [text]
        case .oneOf(let operands): msgIDs = operands.texts.map(\.string)
        default: break
        }
    }

    fileprivate mutating func narrow(completed test: Test) {
        switch test {
        case .equal(.null): finished = false
        case .notEqual(.null), .equal(.instant), .ordered: pending = false
        default: break
        }
    }

    fileprivate mutating func narrow(submitted test: Test) {
        switch test {
        case .equal(.instant(let instant)): narrow(from: instant, to: instant)
        case .ordered(.greater, .instant(let instant)), .ordered(.greaterOrEqual, .instant(let instant)):
            narrow(from: instant, to: nil)
        case .ordered(.less, .instant(let instant)), .ordered(.lessOrEqual, .instant(let instant)):
            narrow(from: nil, to: instant)
        default: break
        }
    }

    private mutating func narrow(from: Instant?, to: Instant?) {
        if let from { earliest = earliest.map { max($0, from) } ?? from }
        if let to { latest = latest.map { min($0, to) } ?? to }
    }
}
