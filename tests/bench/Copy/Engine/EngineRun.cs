using System.Threading.Channels;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Verifying;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.CopyBench.Engine;

/// <summary>Plans, copies and reads back as the agents do, without a control plane between the steps.</summary>
internal sealed class EngineRun(EngineJob job, IServiceProvider services)
{
    /// <summary>Chunks in hand at once, as in a durable transfer.</summary>
    private const int Window = 16;

    private const int ObjectsPerRange = 10_000;

    private static readonly StoreCapabilities Capabilities = new(Multipart: true, ListParts: true, AbortUpload: true, RangedGet: true);

    private readonly Location _from = new("from", job.FromBucket, "");
    private readonly Location _to = new("to", job.ToBucket, "");
    private readonly TransferSettings _settings = new();
    private readonly ObjectStore _source = services.GetRequiredService<StorePool>().Get(job.Source);
    private readonly ObjectStore _destination = services.GetRequiredService<StorePool>().Get(job.Destination);
    private readonly Channel<(int Chunk, EngineLedger Ledger)> _chunks =
        Channel.CreateBounded<(int Chunk, EngineLedger Ledger)>(Window);

    private long _objects;
    private long _bytes;
    private long _failed;
    private string? _fault;

    public async Task<EngineResult> RunAsync(CancellationToken cancellationToken)
    {
        Task planning = PlanAsync(cancellationToken);
        Task[] hands = [.. Enumerable.Range(0, Window).Select(_ => WorkAsync(cancellationToken))];
        await Task.WhenAll([planning, .. hands]);
        return new EngineResult(_objects, _bytes, _failed, _fault);
    }

    private async Task PlanAsync(CancellationToken cancellationToken)
    {
        try
        {
            CopyPlanner planner = services.GetRequiredService<CopyPlanner>();
            string? after = null;
            int next = 1;
            do
            {
                PlanCopyResult range = await planner.PlanAsync(
                    new PlanCopyInput(_from, _to, _settings, after, next, ObjectsPerRange),
                    _source,
                    _destination,
                    StoreChunkAsync,
                    cancellationToken);
                next += range.Chunks;
                after = range.Next;
            }
            while (after is not null);
        }
        finally
        {
            _chunks.Writer.Complete();
        }
    }

    private async Task StoreChunkAsync(int chunk, IReadOnlyList<PlannedObject> plan, CancellationToken cancellationToken)
    {
        var ledger = new EngineLedger();
        await ledger.AppendAsync(LedgerStreams.Plan, plan, cancellationToken);
        await _chunks.Writer.WriteAsync((chunk, ledger), cancellationToken);
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        ChunkCopier copier = services.GetRequiredService<ChunkCopier>();
        ChunkVerifier verifier = services.GetRequiredService<ChunkVerifier>();
        await foreach ((int chunk, EngineLedger ledger) in _chunks.Reader.ReadAllAsync(cancellationToken))
        {
            var input = new CopyChunkInput(_from, _to, _settings, chunk, Capabilities, Recopy: false);
            ChunkResult result = await copier.CopyAsync(
                input, _source, _destination, ledger, new ChunkProgress(), CancellationToken.None, cancellationToken);
            if (job.ReadBack)
            {
                result = await verifier.VerifyAsync(
                    new VerifyChunkInput(_from.Prefix, _to, chunk),
                    _destination,
                    ledger,
                    new ChunkProgress(),
                    CancellationToken.None,
                    cancellationToken);
            }

            Count(result);
        }
    }

    private void Count(ChunkResult result)
    {
        Interlocked.Add(ref _objects, result.ObjectsDone);
        Interlocked.Add(ref _bytes, result.BytesDone);
        Interlocked.Add(ref _failed, result.ObjectsFailed);
        _fault ??= result.Faults.Values.FirstOrDefault()?.Example.Message;
    }
}
