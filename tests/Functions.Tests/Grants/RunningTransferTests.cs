using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Grants;

/// <summary>Rights at the start of a transfer, at each lease and report, and what happens when they go.</summary>
public sealed class RunningTransferTests : IAsyncLifetime
{
    private static readonly AgentId Agent = new("site-a", "a1");
    private static readonly CreateTransfer Request =
        new(new Location("site-a", "data", "in/"), new Location("site-b", "data", "out/"));

    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CommandLeases Leases => _plane.Get<CommandLeases>();

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        await _plane.AddNodeAsync("site-a", owner: "ada");
        await _plane.AddNodeAsync("site-b", owner: "bob");
        await _plane.Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = Agent.NodeId, RowKey = AgentRow.Prefix + Agent.Name }, Cancel);
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Create_WithoutRights_IsNotFoundOrNamesTheRightAndWhoGivesIt()
    {
        Assert.Equal(404, (await CreateAsync("eve")).Problem!.StatusCode);
        await GiveAsync("site-a", Right.Read, "in/");
        Assert.Equal(404, (await CreateAsync("eve")).Problem!.StatusCode);
        await GiveAsync("site-b", Right.Read, "out/");
        ProblemHttpResult denied = (await CreateAsync("eve")).Problem!;
        Assert.Equal(403, denied.StatusCode);
        Assert.Contains("write to site-b:data/out/", denied.ProblemDetails.Detail, StringComparison.Ordinal);
        Assert.Contains("'bob'", (string)denied.ProblemDetails.Extensions["nextStep"]!, StringComparison.Ordinal);
        await GiveAsync("site-b", Right.Write, "out/");
        Assert.NotNull((await CreateAsync("eve")).Row);
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Administrator)]
    public async Task Create_ARoleWithoutGrants_OpensNobodysData(Role role)
        => Assert.Null((await CreateAsync("eve", role)).Row);

    [Fact]
    public async Task Lease_TheGrantIsRevoked_GivesNothingAndTellsTheOrchestration()
    {
        (TransferRow transfer, GrantRow grant) = await StartAsync();
        await ScheduleAsync(transfer, 1);
        LeasedCommand held = Assert.Single(await LeaseAsync());
        await ScheduleAsync(transfer, 2);
        await _plane.Get<GrantStore>().RevokeAsync("site-b", grant.GetId(), Cancel);
        Assert.Empty(await LeaseAsync(held.Id));

        // What is in hand ends with the stop that the orchestration asks for when it has heard.
        Assert.Equal(Directive.Continue, await ReportAsync(held));
        (string instance, string name, object? payload) = Assert.Single(_plane.Orchestrations.Events);
        Assert.Equal((transfer.GetInstanceId(), RightsLost.EventName), (instance, name));
        Assert.Equal(FaultCodes.GrantMissing, Assert.IsType<RightsLost>(payload).Fault.Code);
    }

    [Fact]
    public async Task Report_TheOrchestrationCannotBeTold_AbandonsTheWork()
    {
        (TransferRow transfer, GrantRow grant) = await StartAsync();
        await ScheduleAsync(transfer, 1);
        LeasedCommand held = Assert.Single(await LeaseAsync());
        _plane.Orchestrations.Unreachable = true;
        await _plane.Get<GrantStore>().RevokeAsync("site-b", grant.GetId(), Cancel);
        Assert.Equal(Directive.Abandon, await ReportAsync(held));
    }

    [Fact]
    public async Task Lease_TheGrantEndsOrAnotherProcessRevokesIt_IsNoticedWithinFiveSeconds()
    {
        (TransferRow transfer, GrantRow grant) = await StartAsync();
        await ScheduleAsync(transfer, 1);
        Assert.Single(await LeaseAsync());

        // Written past this process: what it has decided, it does not know to be old.
        grant = (await _plane.Get<GrantStore>().FindAsync("site-b", grant.GetId(), Cancel))!;
        grant.Until = _plane.Time.GetUtcNow();
        await _plane.Get<StorageAccount>().Grants.UpdateEntityAsync(grant, grant.ETag, cancellationToken: Cancel);
        await ScheduleAsync(transfer, 2);
        Assert.NotEmpty(await LeaseAsync());
        _plane.Time.Advance(GrantDecisions.Lifetime);
        Assert.Empty(await LeaseAsync());
        Assert.Single(_plane.Orchestrations.Events);
    }

    [Fact]
    public async Task Lease_GrantedAgain_GoesOnAtOnce()
    {
        (TransferRow transfer, GrantRow grant) = await StartAsync();
        await ScheduleAsync(transfer, 1);
        await _plane.Get<GrantStore>().RevokeAsync("site-b", grant.GetId(), Cancel);
        Assert.Empty(await LeaseAsync());
        await GiveAsync("site-b", Right.Write, "out/");
        Assert.Single(await LeaseAsync());
    }

    [Theory]
    [InlineData(CommandNames.SweepUploads)]
    [InlineData(CommandNames.SignReceipt)]
    public async Task Lease_TidyingUpWithoutRights_IsStillDone(string name)
    {
        (TransferRow transfer, GrantRow grant) = await StartAsync();
        await _plane.Get<GrantStore>().RevokeAsync("site-b", grant.GetId(), Cancel);
        await ScheduleAsync(transfer, 1, name);
        Assert.Single(await LeaseAsync());
    }

    [Fact]
    public async Task Watch_NothingIsLeasedWhenTheGrantEnds_TellsTheOrchestration()
    {
        (TransferRow transfer, _) = await StartAsync();
        await RunWatchAsync();
        Assert.Empty(_plane.Orchestrations.Events);
        _plane.Time.Advance(TimeSpan.FromDays(1));
        await RunWatchAsync();
        Assert.Equal(transfer.GetInstanceId(), Assert.Single(_plane.Orchestrations.Events).InstanceId);
    }

    [Fact]
    public async Task Watch_ATransferAtRest_IsLeftAlone()
    {
        (TransferRow transfer, _) = await StartAsync();
        await _plane.Get<TransferStore>().ChangeAsync(
            transfer.GetId(),
            row => row.TryMove(TransferState.Stopping, row.CreatedAt) && row.TryMove(TransferState.Stopped, row.CreatedAt),
            Cancel);
        _plane.Time.Advance(TimeSpan.FromDays(2));
        await RunWatchAsync();
        Assert.Empty(_plane.Orchestrations.Events);
    }

    [Fact]
    public async Task Restart_WithoutTheRight_IsRefusedUntilItIsThereAgain()
    {
        (TransferRow transfer, GrantRow grant) = await StartAsync();
        transfer = (await _plane.Get<TransferStore>().ChangeAsync(
            transfer.GetId(), row => row.TryMove(TransferState.Failed, row.CreatedAt), Cancel))!;
        await _plane.Get<GrantStore>().RevokeAsync("site-b", grant.GetId(), Cancel);
        Assert.Equal(403, (await _plane.Get<TransferOrders>().RestartAsync(transfer, Cancel)).Problem!.StatusCode);
        await GiveAsync("site-b", Right.Write, "out/");
        Assert.Null((await _plane.Get<TransferOrders>().RestartAsync(transfer, Cancel)).Problem);
    }

    [Fact]
    public async Task Schedule_FiresWithoutTheRight_StartsNothingAndSaysWhichIsMissing()
    {
        await GiveAsync("site-a", Right.Read, "in/");
        await GiveAsync("site-b", Right.Write, "out/", TimeSpan.FromHours(2));
        await GiveAsync("site-b", Right.Read, "");
        _plane.Get<IOptionsMonitor<ApiTokenOptions>>().CurrentValue.ApiTokens.Add(new ApiToken { Name = "eve" });
        ScheduleRow schedule = (await _plane.Get<NewSchedules>().CreateAsync(
            new CreateSchedule(Request, StartAt: _plane.Time.GetUtcNow().AddHours(3)), "key", new Caller("eve", Role.Member), Cancel))!;
        _plane.Time.Advance(TimeSpan.FromHours(3));
        await ActivatorUtilities.CreateInstance<RunSchedules>(_plane.Get<IServiceProvider>())
            .RunAsync(Cancel);
        Fault fault = (await _plane.Get<ScheduleStore>().FindAsync(schedule.GetId(), Cancel))!.View().LastFault!;
        Assert.Equal(FaultCodes.GrantMissing, fault.Code);
        Assert.Contains("write to site-b:data/out/", fault.Message, StringComparison.Ordinal);
    }

    private Task<(TransferRow? Row, ProblemHttpResult? Problem)> CreateAsync(string who, Role role = Role.Member)
        => _plane.Get<NewTransfers>().CreateAsync(Request, Guid.NewGuid().ToString(), new Caller(who, role), Cancel);

    private async Task<(TransferRow Transfer, GrantRow Grant)> StartAsync()
    {
        await GiveAsync("site-a", Right.Read, "in/", TimeSpan.FromDays(300));
        GrantRow grant = await GiveAsync("site-b", Right.Write, "out/");
        return ((await CreateAsync("eve")).Row!, grant);
    }

    private async Task<GrantRow> GiveAsync(string nodeId, Right right, string prefix, TimeSpan? lasting = null)
        => (await _plane.Get<GrantStore>().AddAsync(
            nodeId,
            new CreateGrant("eve", right, "data", _plane.Time.GetUtcNow() + (lasting ?? TimeSpan.FromDays(1)), prefix),
            Guid.NewGuid().ToString(),
            "giver",
            Cancel))!;

    private async Task ScheduleAsync(TransferRow transfer, int number, string name = CommandNames.PlanCopy)
        => await _plane.Get<CommandQueue>().ScheduleAsync(
            new RemoteCommand(
                CommandId.For(transfer.GetId(), 1, name, number),
                Agent.NodeId,
                transfer.GetId(),
                transfer.GetInstanceId(),
                name,
                JsonSerializer.SerializeToElement(new ProbePathInput(Request.Destination), ContractJson.Options)),
            Cancel);

    private Task<IReadOnlyList<LeasedCommand>> LeaseAsync(params string[] held)
        => Leases.LeaseAsync(Agent, new LeaseCommands("s", 8, 0, held), Cancel);

    private async Task<Directive> ReportAsync(LeasedCommand held) => Assert.Single((await Leases.ReportAsync(
        Agent, new ReportProgress("s", [new CommandProgress(held.Id, held.LeaseId, 0, 0)]), Cancel)).Directives).Directive;

    private Task RunWatchAsync() => ActivatorUtilities
        .CreateInstance<WatchGrants>(_plane.Get<IServiceProvider>()).RunAsync(Cancel);
}
