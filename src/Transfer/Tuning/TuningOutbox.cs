using DtnBox.Contracts.Transfers;

namespace DtnBox.Transfer.Tuning;

/// <summary>Changes that wait to be reported. Bounded: when nobody takes them, the oldest go.</summary>
public sealed class TuningOutbox
{
    private const int Most = 1000;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string TransferId, TuningChange Change)> _waiting = new();

    /// <summary>Takes up to so many changes of a transfer, the oldest first.</summary>
    public IReadOnlyList<TuningChange> Take(string transferId, int most)
    {
        List<TuningChange> taken = [];
        lock (_gate)
        {
            for (LinkedListNode<(string TransferId, TuningChange Change)>? node = _waiting.First; node is not null && taken.Count < most;)
            {
                LinkedListNode<(string TransferId, TuningChange Change)>? next = node.Next;
                if (node.Value.TransferId == transferId)
                {
                    taken.Add(node.Value.Change);
                    _waiting.Remove(node);
                }

                node = next;
            }
        }

        return taken;
    }

    /// <summary>Puts back what could not be reported, before all that came since.</summary>
    public void PutBack(string transferId, IReadOnlyList<TuningChange> changes)
    {
        lock (_gate)
        {
            foreach (TuningChange change in changes.Reverse())
            {
                _waiting.AddFirst((transferId, change));
            }
        }
    }

    /// <summary>Adds a change.</summary>
    public void Add(string transferId, TuningChange change)
    {
        lock (_gate)
        {
            _waiting.AddLast((transferId, change));
            if (_waiting.Count > Most)
            {
                _waiting.RemoveFirst();
            }
        }
    }
}
