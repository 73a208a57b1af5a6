import JupyterMessages
import Logging
import OrderedCollections
import TaskDatabases
import Wire

extension TaskHub {
    /// Answers an engine that asks to register. It is registered once its heart beats.
    mutating func register(_ content: JSONObject, _ address: HubAddress, now: Double) {
        guard let uuid = content["uuid"]?.text, !uuid.isEmpty else {
            log.error("registration::queue not specified")
            return
        }
        // Replies to engines name no request.
        let address = HubAddress(identities: address.identities)
        let id = newID(content["id"]?.number)
        guard engineIDs[uuid] == nil, arriving[uuid] == nil else {
            log.error("registration::registration \(id) failed: uuid '\(uuid)' in use")
            emit(.reply(HubReply(address, "registration_reply", ErrorContent("KeyError", "\"uuid '\(uuid)' in use\""))))
            return
        }
        log.info("registration::accepting registration \(id):\(uuid)")
        arriving[uuid] = (id, now + settings.registrationTimeout)
        emit(
            .reply(
                HubReply(
                    address, "registration_reply",
                    JSONObject([
                        ("id", .integer(id)), ("status", "ok"), ("hb_period", .integer(settings.heartPeriod)),
                        ("connection_info", .object(settings.connectionInfo)),
                    ]))))
    }

    /// The id that an engine asks for if it is free, else the next one. Ids are not used again.
    private mutating func newID(_ requested: Int?) -> Int {
        if let requested, requested >= 0, requested < Int(Int32.max) {
            if engines[requested] == nil, !arriving.values.contains(where: { $0.id == requested }) {
                nextID = max(requested + 1, nextID)
                return requested
            }
            log.warning("registration::engine id \(requested) is in use")
        }
        defer { nextID += 1 }
        return nextID
    }

    /// Notes a heartbeat. The first one completes the registration of an engine.
    package mutating func heartBeat(of uuid: String, now: Double) {
        guard let (id, _) = arriving.removeValue(forKey: uuid) else { return }
        add(HubEngine(id: id, uuid: uuid))
        log.info("registration::finished registering engine \(id):\(uuid)")
        log.info("engine::Engine Connected: \(id)")
        announce(id, uuid)
        note(id, uuid, now: now)
        emit(.saveEngines)
    }

    /// Whether an engine is registered or about to be.
    package func knows(_ uuid: String) -> Bool { engineIDs[uuid] != nil || arriving[uuid] != nil }

    private mutating func add(_ engine: HubEngine) {
        engines[engine.id] = engine
        engineIDs[engine.uuid] = engine.id
        emit(.engineArrived(engine.uuid))
    }

    /// An engine, or its nanny, says that it ends.
    mutating func unregister(_ content: JSONObject, now: Double) {
        guard let id = content["id"]?.number else {
            log.error("registration::bad request for engine for unregistration")
            return
        }
        if let uuid = arriving.first(where: { $0.value.id == id })?.key {
            log.info("registration::canceling registration \(id):\(uuid)")
            arriving[uuid] = nil
        } else if let engine = engines[id] {
            remove(engine.uuid, now: now)
        } else {
            log.info("registration::unregister_engine(\(id)) already unregistered")
        }
    }

    /// Removes an engine whose heart has stopped, or that ends.
    package mutating func remove(_ uuid: String, now: Double) {
        arriving[uuid] = nil
        guard let id = engineIDs.removeValue(forKey: uuid), let engine = engines.removeValue(forKey: id) else { return }
        log.info("registration::unregister_engine(\(id))")
        departed[id] = uuid
        if departed.count > Self.mostDeparted { departed.removeFirst() }
        if !engine.queue.isEmpty { stranded.append((now + Self.gracePeriod, engine)) }
        announce(id, uuid)
        note(id, uuid, now: now)
        emit(.engineLeft(uuid))
        emit(.saveEngines)
    }

    /// Tells clients whether an engine is registered.
    private mutating func announce(_ id: Int, _ uuid: String) {
        let type = engineIDs[uuid] == id ? "registration_notification" : "unregistration_notification"
        let identity = JSONObject([("id", .integer(id)), ("uuid", .string(uuid))])
        emit(.notify(type, identity, parent: SignedMessage.emptyObject))
    }
}

// MARK: - Clients that connect

extension TaskHub {
    /// Tells clients again of the engines that have come or gone lately.
    ///
    /// A client asks for the engines, and then subscribes to changes: it would never hear of one between the two.
    package mutating func repeatChanges(now: Double) {
        forgetChanges(now)
        for (uuid, change) in changes { announce(change.id, uuid) }
    }

    private mutating func note(_ id: Int, _ uuid: String, now: Double) {
        forgetChanges(now)
        changes[uuid] = nil
        changes[uuid] = (id, now + Self.changesKept)
    }

    private mutating func forgetChanges(_ now: Double) {
        changes.removeFirst(changes.values.prefix { $0.deadline <= now }.count)
    }
}

// MARK: - Restarts

extension TaskHub {
    /// The engines, for a controller that takes over.
    package var engineState: JSON {
        let all = engines.values.map { ($0.id, $0.uuid) } + arriving.map { ($0.value.id, $0.key) }
        return [
            "engines": .object(JSONObject(all.map { (String($0.0), .string($0.1)) })),
            "next_id": .integer(nextID),
        ]
    }

    /// Takes over the engines of a controller that has ended. Each is registered once its heart beats, as a new one.
    package mutating func restore(_ state: JSON, now: Double) {
        for member in state["engines"]?.members?.members ?? [] {
            guard let id = Int(member.name), let uuid = member.value.text, engines[id] == nil, !knows(uuid) else {
                continue
            }
            arriving[uuid] = (id, now + settings.registrationTimeout)
            nextID = max(nextID, id + 1)
        }
        nextID = max(nextID, state["next_id"]?.number ?? 0)
    }
}
