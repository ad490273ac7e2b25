using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Pacing;
using DtnBox.Transfer.Tuning;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer;

/// <summary>What the process may have in flight: tuned for each destination store, limited for each transfer and in all.</summary>
public sealed class TransferLimits : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly TransferPaces _paces;
    private readonly AdjustableSlots _objects;
    private readonly AdjustableSlots _parts;
    private readonly Dictionary<Uri, StoreTuner> _tuners = [];
    private readonly Dictionary<string, TransferShare> _shares = new(StringComparer.Ordinal);

    /// <summary>Measures nothing yet: that begins with the first chunk.</summary>
    public TransferLimits(IOptions<TransferOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _paces = new TransferPaces(time);
        _objects = new AdjustableSlots(_options.MaxObjectsInFlight, time);
        _parts = new AdjustableSlots(_options.MaxPartsInFlight, time);
    }

    /// <summary>Gets the changes that tuners made and nobody has reported yet.</summary>
    public TuningOutbox Outbox { get; } = new();

    /// <summary>Gets how many streams wait for a bandwidth cap.</summary>
    internal int Waiting => _paces.Waiting;

    /// <summary>Gets the cap on all that is sent, in bytes per second; null for none.</summary>
    public long? NodeCap => _paces.Node.BytesPerSecond;

    /// <summary>The cap on what is sent for a transfer, in bytes per second; null for none.</summary>
    public long? CapOf(string transferId) => _paces.Find(transferId)?.BytesPerSecond;

    /// <summary>From now on these bandwidth caps hold and no others, also for what is under way.</summary>
    public void Apply(BandwidthCaps caps)
    {
        lock (_gate)
        {
            _paces.Apply(caps);
            int streams = TransferPaces.Streams(caps.Node);
            _objects.Limit = Math.Min(_options.MaxObjectsInFlight, streams);
            _parts.Limit = Math.Min(_options.MaxPartsInFlight, streams);
            foreach ((string transferId, TransferShare share) in _shares)
            {
                share.Limit(_paces.Find(transferId)?.BytesPerSecond);
            }
        }
    }

    /// <summary>A chunk of a transfer begins to be copied. Dispose the lane when it ends.</summary>
    internal Lane Enter(string transferId, TuningLimits? limits, Uri destination)
    {
        lock (_gate)
        {
            StoreTuner tuner = TunerOf(destination);
            if (!_shares.TryGetValue(transferId, out TransferShare? share))
            {
                _shares.Add(transferId, share = new TransferShare(limits, _time));
                share.Limit(_paces.Find(transferId)?.BytesPerSecond);
            }

            share.Lanes++;
            tuner.Enter(transferId);
            return new Lane(
                tuner,
                share,
                new Pace(_paces, transferId),
                _objects,
                _parts,
                _options,
                _time,
                () => Leave(transferId, share, tuner));
        }
    }

    /// <summary>The caps that reading for a transfer comes under, when the bytes come from afar.</summary>
    internal Pace PaceOf(string transferId) => new(_paces, transferId);

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

            _paces.Dispose();
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
