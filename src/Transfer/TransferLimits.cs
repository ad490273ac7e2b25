using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Tuning;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer;

/// <summary>What the process may have in flight: tuned for each destination store, limited for each transfer and in all.</summary>
public sealed class TransferLimits : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly AdjustableSlots _objects;
    private readonly AdjustableSlots _parts;
    private readonly Dictionary<Uri, StoreTuner> _tuners = [];
    private readonly Dictionary<string, TransferShare> _shares = new(StringComparer.Ordinal);

    /// <summary>Measures nothing yet: that begins with the first chunk.</summary>
    public TransferLimits(IOptions<TransferOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _objects = new AdjustableSlots(_options.MaxObjectsInFlight, time);
        _parts = new AdjustableSlots(_options.MaxPartsInFlight, time);
    }

    /// <summary>Gets the changes that tuners made and nobody has reported yet.</summary>
    public TuningOutbox Outbox { get; } = new();

    /// <summary>A chunk of a transfer begins to be copied. Dispose the lane when it ends.</summary>
    internal Lane Enter(string transferId, TuningLimits? limits, Uri destination)
    {
        lock (_gate)
        {
            StoreTuner tuner = TunerOf(destination);
            if (!_shares.TryGetValue(transferId, out TransferShare? share))
            {
                _shares.Add(transferId, share = new TransferShare(limits, _time));
            }

            share.Lanes++;
            tuner.Enter(transferId);
            return new Lane(tuner, share, _objects, _parts, _options, _time, () => Leave(transferId, share, tuner));
        }
    }

    /// <summary>The slots of read-backs from a store.</summary>
    internal AdjustableSlots ReadBacks(Uri store)
    {
        lock (_gate)
        {
            return TunerOf(store).ReadBacks;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (StoreTuner tuner in _tuners.Values)
            {
                tuner.Dispose();
            }
        }
    }

    private StoreTuner TunerOf(Uri store)
    {
        if (!_tuners.TryGetValue(store, out StoreTuner? tuner))
        {
            _tuners.Add(store, tuner = new StoreTuner(store, _options, Outbox, _time));
        }

        return tuner;
    }

    private void Leave(string transferId, TransferShare share, StoreTuner tuner)
    {
        lock (_gate)
        {
            tuner.Leave(transferId);
            if (--share.Lanes == 0)
            {
                _shares.Remove(transferId);
            }
        }
    }
}
