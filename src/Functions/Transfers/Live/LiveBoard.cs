namespace DtnBox.Functions.Transfers.Live;

/// <summary>Who listens on this instance, and the transfers as they were last seen for them.</summary>
internal sealed class LiveBoard
{
    private readonly Lock _sync = new();
    private readonly List<LiveListener> _listeners = [];
    private readonly Dictionary<string, LiveTransfer> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    /// <summary>Adds a listener, who gets at once what is known.</summary>
    public void Add(LiveListener listener)
    {
        lock (_sync)
        {
            _listeners.Add(listener);
            foreach (LiveTransfer seen in _seen.Values.Where(seen => listener.Follows(seen.Id)))
            {
                listener.Offer(seen);
            }
        }
    }

    public void Remove(LiveListener listener)
    {
        lock (_sync)
        {
            _listeners.Remove(listener);
        }
    }

    /// <summary>Who listens now. When nobody does, nothing is remembered either.</summary>
    public LiveListener[] Listening()
    {
        lock (_sync)
        {
            if (_listeners.Count == 0)
            {
                _seen.Clear();
                _deleted.Clear();
            }

            return [.. _listeners];
        }
    }

    public LiveTransfer? Find(string id)
    {
        lock (_sync)
        {
            return _seen.GetValueOrDefault(id);
        }
    }

    /// <summary>Shows a transfer to those who follow it, unless it looks as it did.</summary>
    public void Show(LiveTransfer now)
    {
        lock (_sync)
        {
            bool same = _seen.TryGetValue(now.Id, out LiveTransfer? before) && before.Json.AsSpan().SequenceEqual(now.Json);
            _seen[now.Id] = now;
            if (!same)
            {
                _listeners.FindAll(listener => listener.Follows(now.Id)).ForEach(listener => listener.Offer(now));
            }
        }
    }

    /// <summary>Tells those who have seen it, or asked for it by its id, that it is not there for them.</summary>
    public void Hide(LiveTransfer now)
    {
        lock (_sync)
        {
            bool wasShown = _seen.Remove(now.Id) | (now.IsDeleted && _deleted.Add(now.Id));
            _listeners.FindAll(listener => listener.TransferId == now.Id || (wasShown && listener.TransferId is null))
                .ForEach(listener => listener.Offer(now));
        }
    }

    /// <summary>Whether everybody was told that it was deleted. Whoever came later reads the list, where it is no more.</summary>
    public bool HasHidden(string id)
    {
        lock (_sync)
        {
            return _deleted.Contains(id);
        }
    }

    /// <summary>
    /// Completes the transfers of a round by those that were active a moment ago: they have ended, and their last view is
    /// still to be sent. Once: then they are forgotten, as are those that nobody asks for any more.
    /// </summary>
    /// <param name="ids">Those that are active or that somebody named.</param>
    /// <param name="wantsAll">Whether anybody listens to all.</param>
    public void AddEnding(HashSet<string> ids, bool wantsAll)
    {
        lock (_sync)
        {
            foreach (LiveTransfer seen in _seen.Values.Where(seen => !ids.Contains(seen.Id)).ToList())
            {
                if (wantsAll && !seen.HasEnded)
                {
                    ids.Add(seen.Id);
                }
                else
                {
                    _seen.Remove(seen.Id);
                }
            }
        }
    }

    /// <summary>Leaves those of a round that were not looked at yet.</summary>
    public void RemoveSeen(HashSet<string> ids)
    {
        lock (_sync)
        {
            ids.ExceptWith(_seen.Keys);
        }
    }
}
