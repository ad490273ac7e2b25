using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;

namespace DtnBox.Functions.Tests.Grants;

/// <summary>Who may do what, by owner, role and grant.</summary>
public sealed class RightsTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private readonly string _node = $"n{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Rights Rights => plane.Get<Rights>();

    private Location Place => new(_node, "data", "run/");

    [Theory]
    [InlineData("ada", Role.Member, null, true, true, true, true)] // the owner, whatever their role is now
    [InlineData("bob", Role.Member, null, false, false, false, false)]
    [InlineData("bob", Role.Operator, null, false, false, false, false)]
    [InlineData("bob", Role.Administrator, null, true, true, false, false)] // looks after it, and reads nothing
    [InlineData("bob", Role.Member, Right.Read, true, false, true, false)]
    [InlineData("bob", Role.Member, Right.Write, true, false, false, true)]
    [InlineData("bob", Role.Administrator, Right.Read, true, true, true, false)]
    public async Task May_ByOwnerRoleAndGrant_FollowsTheTable(
        string who, Role role, Right? granted, bool see, bool manage, bool read, bool write)
    {
        NodeRow node = (await plane.AddNodeAsync(_node))!;
        if (granted is { } right)
        {
            await GiveAsync("bob", right, "run/");
        }

        var caller = new Caller(who, role);
        Assert.Equal((see, manage, read, write), (
            await Rights.MaySeeAsync(caller, node, Cancel),
            Rights.MayManage(caller, node),
            await Rights.MayReadAsync(who, node, Place, Cancel),
            await Rights.MayWriteAsync(who, node, Place, Cancel)));
        Assert.Equal(see, (await Rights.SightAsync(caller, Cancel))(node));
    }

    [Fact]
    public async Task May_AGrantToEveryone_IsForEverybody()
    {
        NodeRow node = (await plane.AddNodeAsync(_node))!;
        await GiveAsync(Grantees.Everyone, Right.Read, "");
        Assert.True(await Rights.MayReadAsync("who-ever", node, Place, Cancel));
        Assert.True((await Rights.SightAsync(new Caller("who-ever", Role.Member), Cancel))(node));
        Assert.False(await Rights.MayReadAsync("who-ever", node, Place with { Bucket = "other" }, Cancel));
    }

    [Fact]
    public async Task May_OverlappingGrants_AddUpAndFallOneByOne()
    {
        NodeRow node = (await plane.AddNodeAsync(_node))!;
        GrantRow wide = await GiveAsync("eve", Right.Read, "");
        GrantRow narrow = await GiveAsync("eve", Right.Read, "run/");
        await GiveAsync("eve", Right.Write, "run/");
        Assert.True(await Rights.MayWriteAsync("eve", node, Place, Cancel));
        await plane.Get<GrantStore>().RevokeAsync(_node, wide.GetId(), Cancel);
        Assert.True(await Rights.MayReadAsync("eve", node, Place, Cancel));
        await plane.Get<GrantStore>().RevokeAsync(_node, narrow.GetId(), Cancel);
        Assert.False(await Rights.MayReadAsync("eve", node, Place, Cancel));
        Assert.True(await Rights.MayWriteAsync("eve", node, Place, Cancel));
    }

    [Fact]
    public async Task May_TheGrantEnds_NoMore()
    {
        NodeRow node = (await plane.AddNodeAsync(_node))!;
        await GiveAsync("eve", Right.Read, "run/", TimeSpan.FromHours(1));
        plane.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.True(await Rights.MayReadAsync("eve", node, Place, Cancel));
        plane.Time.Advance(TimeSpan.FromTicks(1));
        Assert.False(await Rights.MayReadAsync("eve", node, Place, Cancel));
        Assert.False(await Rights.MaySeeAsync(new Caller("eve", Role.Member), node, Cancel));
    }

    [Fact]
    public async Task Access_OfOwnerAndGrantee_SaysWhatAndWhy()
    {
        NodeRow node = (await plane.AddNodeAsync(_node))!;
        GrantRow grant = await GiveAsync("eve", Right.Write, "run/");
        AccessView owner = await Rights.AccessAsync("ada", node, Cancel);
        Assert.True(owner.IsOwner);
        Assert.All(owner.Access, entry => Assert.Null(entry.Bucket));
        AccessEntry entry = Assert.Single((await Rights.AccessAsync("eve", node, Cancel)).Access);
        Assert.Equal((Right.Write, "data", "run/", grant.GetId()), (entry.Right, entry.Bucket, entry.Prefix, entry.GrantId));
        Assert.Contains("ada", entry.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_TheSameKey_GivesTheSameGrantAndNoneAfterItWasRevoked()
    {
        await plane.AddNodeAsync(_node);
        var request = new CreateGrant("eve", Right.Read, "data", plane.Time.GetUtcNow().AddDays(1));
        GrantStore store = plane.Get<GrantStore>();
        GrantRow first = (await store.AddAsync(_node, request, _node, "ada", Cancel))!;
        Assert.Equal(first.GetId(), (await store.AddAsync(_node, request, _node, "ada", Cancel))!.GetId());
        Assert.Null(await store.AddAsync(_node, request with { To = "bob" }, _node, "ada", Cancel));
        Assert.True(await store.RevokeAsync(_node, first.GetId(), Cancel));
        Assert.True(await store.RevokeAsync(_node, first.GetId(), Cancel));
        Assert.False(await store.RevokeAsync(_node, "g-unknown", Cancel));
        Assert.NotNull((await store.AddAsync(_node, request, _node, "ada", Cancel))!.RevokedAt);
        Assert.Empty(await store.ListAsync(_node, Cancel).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(TransferKind.Copy, Right.Write, true)]
    [InlineData(TransferKind.Copy, Right.Read, false)]
    [InlineData(TransferKind.Verify, Right.Write, true)]
    [InlineData(TransferKind.Verify, Right.Read, true)]
    [InlineData(TransferKind.DryRun, Right.Read, true)]
    public async Task Missing_AtTheDestination_ACopyNeedsWriteAndAComparisonEither(TransferKind kind, Right right, bool enough)
    {
        await plane.AddNodeAsync(_node);
        await GiveAsync("eve", Right.Read, "in/");
        await GiveAsync("eve", right, "out/");
        Fault? missing = await plane.Get<TransferRights>().MissingAsync(
            "eve", new Location(_node, "data", "in/"), new Location(_node, "data", "out/"), new TransferSettings(kind), Cancel);
        Assert.Equal(enough, missing is null);
        if (missing is not null)
        {
            Assert.Equal((FaultCodes.GrantMissing, FaultClass.Denied), (missing.Code, FaultClasses.Of(missing)));
            Assert.Contains($"{_node}:data/out/", missing.Message, StringComparison.Ordinal);
            Assert.Contains("'ada'", missing.NextStep, StringComparison.Ordinal);
            Assert.Contains("--right Write", missing.NextStep, StringComparison.Ordinal);
        }
    }

    private async Task<GrantRow> GiveAsync(string to, Right right, string prefix, TimeSpan? lasting = null)
        => (await plane.Get<GrantStore>().AddAsync(
            _node,
            new CreateGrant(to, right, "data", plane.Time.GetUtcNow() + (lasting ?? TimeSpan.FromDays(1)), prefix),
            Guid.NewGuid().ToString(),
            "ada",
            Cancel))!;
}
