using DtnBox.Contracts;
using DtnBox.Contracts.Audit;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Audit;

/// <summary>What the system does by itself, and how long entries are kept.</summary>
public sealed class SystemEntryTests : IAsyncLifetime
{
    private static readonly CreateTransfer Request =
        new(new Location("site-a", "data", "in/"), new Location("site-a", "data", "out/"));

    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        await _plane.AddNodeAsync("site-a");
        await _plane.Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = "site-a", RowKey = AgentRow.Prefix + "a" }, Cancel);
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Schedule_StartsATransfer_IsEnteredInItsOwnersName()
    {
        _plane.Get<IOptionsMonitor<ApiTokenOptions>>().CurrentValue.ApiTokens.Add(new ApiToken { Name = "ada" });
        ScheduleRow schedule = (await _plane.Get<NewSchedules>().CreateAsync(
            new CreateSchedule(Request, StartAt: _plane.Time.GetUtcNow().AddHours(1)), "key", new Caller("ada", Role.Member), Cancel))!;
        _plane.Time.Advance(TimeSpan.FromHours(1));
        await ActivatorUtilities.CreateInstance<RunSchedules>(_plane.Get<IServiceProvider>())
            .RunAsync(Cancel);
        AuditEntry entry = Assert.Single(await EntriesAsync());
        Assert.Equal(new AuditActor(ActorKind.System, InNameOf: "ada"), entry.Actor);
        Assert.Equal(
            (AuditActions.ScheduleStart, AuditOutcome.Succeeded, schedule.GetId()), (entry.Action, entry.Outcome, entry.Thing!.Id));
    }

    [Theory]
    [InlineData(FaultCodes.GrantMissing, 1)]
    [InlineData(FaultCodes.DestinationFull, 0)]
    public async Task Park_ForAMissingRight_IsEntered(string code, int entries)
    {
        TransferRow transfer = (await _plane.Get<NewTransfers>().CreateAsync(
            Request, "key", new Caller("ada", Role.Member), Cancel)).Row!;
        await _plane.Get<TransferStore>().ChangeAsync(
            transfer.GetId(), row => row.TryMove(TransferState.Validating, row.CreatedAt), Cancel);
        RecordState activity = ActivatorUtilities.CreateInstance<RecordState>(_plane.Get<IServiceProvider>());
        var reached = new StateReached(transfer.GetId(), 1, TransferState.Parked, Fault: new Fault(code, "cause", "next"));
        Assert.True(await activity.RunAsync(null!, reached));
        Assert.Equal(entries, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task Purge_OldDays_AreForgottenAsAWhole()
    {
        AuditLog log = _plane.Get<AuditLog>();
        await log.NoteAsync(log.OfSystem(AuditActions.TransferPark, new AuditThing("transfer", "old"), "ada"));
        _plane.Time.Advance(TimeSpan.FromDays(1));
        await log.NoteAsync(log.OfSystem(AuditActions.TransferPark, new AuditThing("transfer", "young"), "ada"));
        await PurgeAsync();
        Assert.Equal(2, (await EntriesAsync()).Count);
        _plane.Time.Advance(TimeSpan.FromDays(400));
        await PurgeAsync();
        Assert.Equal("young", Assert.Single(await EntriesAsync()).Thing!.Id);
    }

    private Task PurgeAsync() => ActivatorUtilities
        .CreateInstance<PurgeAudit>(_plane.Get<IServiceProvider>()).RunAsync(Cancel);

    private async Task<List<AuditEntry>> EntriesAsync()
        => await _plane.Get<StorageAccount>().Audit.QueryAsync<AuditRow>(cancellationToken: Cancel)
            .Select(row => row.View()).ToListAsync(Cancel);
}
