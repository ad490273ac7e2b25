using System.Security.Cryptography;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.KeyLists;
using DtnBox.Functions.Users;
using DtnBox.Functions.Users.HandOvers;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>
/// The things that a request is about. All belong to the owner, are made when they are first named, and again after a
/// request that was let through: whatever that did to them, the next caller finds them as they were.
/// </summary>
internal sealed class Things(AuthorizationServer server)
{
    /// <summary>The lease under which the agent holds its commands.</summary>
    public const string Lease = "lease";

    private readonly Dictionary<string, string> _made = new(StringComparer.Ordinal);

    public DateTimeOffset Now => server.Now;

    /// <summary>Gets a member's id, for what is given to somebody.</summary>
    public string Member => server.IdOf(CallerKind.Member);

    public string Owner => server.Owner;

    public ECDsa AgentKey => server.AgentKey;

    public string AgentPublicKey => server.AgentPublicKey;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The id of the thing of this name.</summary>
    public async Task<string> IdAsync(string name)
        => _made.TryGetValue(name, out string? made) ? made : _made[name] = await MakeAsync(name);

    public void Forget() => _made.Clear();

    public TService Get<TService>()
        where TService : notnull
        => server.Get<TService>();

    public async Task<AgentId> AgentAsync() => AgentId.Parse(await IdAsync("agent"))!.Value;

    /// <summary>A one-time code for the node.</summary>
    public async Task<string> CodeAsync() => (await Get<EnrollmentCodes>().CreateAsync(await IdAsync("node"), Cancel)).Code;

    /// <summary>A transfer within the node that only its owner may start: nobody else may both read and write there.</summary>
    public async Task<CreateTransfer> NewTransferAsync(TransferSettings? settings = null)
    {
        string node = await IdAsync("node");
        return new CreateTransfer(new Location(node, "data", "in/"), new Location(node, "data", "out/"), null, settings);
    }

    public async Task<TransferRow> TransferAsync(string name)
        => (await Get<TransferStore>().FindAsync(await IdAsync(name), Cancel))!;

    private async Task<string> MakeAsync(string name) => name switch
    {
        "node" => await MakeNodeAsync(),
        "agent" => (await server.EnrollAsync(await IdAsync("node"))).ToString(),
        "grant" => await Get<GrantStore>().ListAsync(await IdAsync("node"), Cancel)
            .Where(grant => grant.IsTo(server.IdOf(CallerKind.Reader))).Select(grant => grant.GetId()).FirstAsync(Cancel),
        "transfer" => await MakeTransferAsync(),
        "stopped" => await MakeTransferAsync(null, TransferState.Stopping, TransferState.Stopped),
        "succeeded" => await MakeTransferAsync(
            null, TransferState.Validating, TransferState.Probing, TransferState.Copying, TransferState.Succeeded),
        "selected" => await MakeTransferAsync(new TransferSettings(Selection: new Selection(KeyList: await IdAsync("key-list")))),
        "key-list" => (await Get<KeyListStore>().StoreAsync(new[] { "key" }.ToAsyncEnumerable(), Owner, Cancel)).GetId(),
        "schedule" => (await Get<NewSchedules>().CreateAsync(
            new CreateSchedule(await NewTransferAsync(), StartAt: Now.AddHours(1)), NewKey(), TheOwner(), Cancel))!.GetId(),
        "newcomer" => await SignUpAsync(),
        "leaver" => (await Get<HandOverOrders>().OrderAsync(await SignUpAsync(), Owner, "test", Cancel))!.GetFrom(),
        "owner" => Owner,
        "member" => Member,
        "code" => await MakeCodeAsync(),
        "token" => (await Get<PersonalTokens>().CreateAsync(new CreateToken("t", [TokenScope.Read]), Owner, Cancel))!.Token.Id,
        "invitation" => (await Get<Invitations>().CreateAsync(new CreateInvitation(), server.Administrator, Cancel)).Invitation.Id,
        _ => await this.HoldAsync(name),
    };

    private async Task<string> MakeNodeAsync()
    {
        string id = $"n{Guid.NewGuid():N}"[..12];
        var store = new StoreSettings(new Uri("http://127.0.0.1:9"), null, null, "AK", "SK", ProbeBucket: "data");
        await Get<NodeDirectory>().RegisterAsync(new RegisterNode(id, null, store), Owner, Cancel);
        await GrantAsync(id, CallerKind.Reader, Right.Read, Now.AddDays(1));
        await GrantAsync(id, CallerKind.Writer, Right.Write, Now.AddDays(1));
        await GrantAsync(id, CallerKind.Former, Right.Read, Now);
        await GrantAsync(id, CallerKind.Former, Right.Write, Now);
        return id;
    }

    private Task<GrantRow?> GrantAsync(string node, CallerKind to, Right right, DateTimeOffset until) => Get<GrantStore>().AddAsync(
        node, new CreateGrant(server.IdOf(to), right, "data", until), NewKey(), Owner, Cancel);

    private async Task<string> MakeTransferAsync(TransferSettings? settings = null, params TransferState[] states)
    {
        await IdAsync("agent");
        (TransferRow? row, _) = await Get<NewTransfers>().CreateAsync(
            await NewTransferAsync(settings), NewKey(), TheOwner(), Cancel);
        string id = row!.GetId();
        await Get<TransferStore>().ChangeAsync(id, transfer => states.All(state => transfer.TryMove(state, Now)), Cancel);
        return id;
    }

    private async Task<string> MakeCodeAsync()
    {
        await CodeAsync();
        return (await Get<EnrollmentCodes>().ListAsync(await IdAsync("node"), Cancel))[0].Id;
    }

    private async Task<string> SignUpAsync() => (await Get<SignUps>().SignUpAsync(
        new VerifiedIdentity("campus", server.Issuer, $"newcomer-{Guid.NewGuid():N}", "Newcomer", null, false), null, Cancel))!.GetId();

    private Caller TheOwner() => new(Owner, Role.Operator);

    private static string NewKey() => Guid.NewGuid().ToString();
}
