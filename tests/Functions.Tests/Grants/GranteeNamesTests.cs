using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Tests.Users;
using DtnBox.Functions.Users;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Grants;

/// <summary>Whom a grant is to: what people type, and who then has it.</summary>
public sealed class GranteeNamesTests : IAsyncLifetime
{
    private readonly ControlPlane _plane = new();
    private NodeRow _node = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Location Place => new("site-a", "data", "run/");

    private GranteeNames Names => _plane.Get<GranteeNames>();

    private Rights Rights => _plane.Get<Rights>();

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        _node = (await _plane.AddNodeAsync("site-a"))!;
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Theory]
    [InlineData("alice@example.org", "alice@example.org")]
    [InlineData("  Alice@Example.ORG ", "alice@example.org")]
    [InlineData("@example.org", null)]
    [InlineData("alice@", null)]
    [InlineData("alice smith@example.org", null)]
    [InlineData("nightly", "nightly")]
    [InlineData("Nightly", null)]
    [InlineData("eve", null)] // what somebody is shown by names nobody
    [InlineData("u-0000000000000000", null)]
    public async Task Resolve_WhatPeopleType_IsOneNameOrNobody(string typed, string? name)
    {
        await _plane.SignUpAsync("eve");
        _plane.Get<IOptionsMonitor<ApiTokenOptions>>().CurrentValue.ApiTokens.Add(new ApiToken { Name = "nightly" });
        Assert.Equal(name, await Names.ResolveAsync(typed, Cancel));
    }

    [Fact]
    public async Task Resolve_AUsersId_IsThatUserWhateverTheirState()
    {
        string active = (await _plane.SignUpAsync("ada")).GetId();
        string pending = (await _plane.SignUpAsync("eve")).GetId();
        string disabled = (await _plane.SignUpAsync("bob")).GetId();
        await _plane.Get<UserStates>().DisableAsync(disabled, active, Cancel);
        foreach (string id in new[] { active, pending, disabled })
        {
            Assert.Equal(id, await Names.ResolveAsync($" {id} ", Cancel));
        }
    }

    [Fact]
    public async Task Grant_ToAnAddress_IsForWhoeverHasItVerifiedNowOrLater()
    {
        await GiveAsync("eve@campus.example");
        string eve = (await _plane.SignUpAsync("eve")).GetId();
        string bob = (await _plane.SignUpAsync("bob")).GetId();
        Assert.True(await Rights.MayReadAsync(eve, _node, Place, Cancel));
        Assert.True(await Rights.MaySeeAsync(new Caller(eve, Role.Member), _node, Cancel));
        Assert.True((await Rights.SightAsync(new Caller(eve, Role.Member), Cancel))(_node));
        Assert.Single(await Rights.HeldAsync(eve, Cancel).ToListAsync(Cancel));
        Assert.False(await Rights.MayReadAsync(bob, _node, Place, Cancel));
        Assert.Empty(await Rights.HeldAsync(bob, Cancel).ToListAsync(Cancel));
        AccessEntry entry = Assert.Single((await Rights.AccessAsync(eve, _node, Cancel)).Access);
        Assert.Equal("granted to eve@campus.example, by ada", entry.Why);
    }

    [Fact]
    public async Task Grant_ToAnAddressThatNobodyVouchesFor_IsForNobody()
    {
        await GiveAsync("eve@campus.example");
        string eve = (await _plane.TrySignUpAsync("eve", verified: false))!.GetId();
        Assert.False(await Rights.MayReadAsync(eve, _node, Place, Cancel));

        // Proven since, and given away again: what the last sign-in said counts.
        await _plane.TrySignUpAsync("eve");
        Assert.True(await Rights.MayReadAsync(eve, _node, Place, Cancel));
        await _plane.Get<SignUps>().SignUpAsync(People.Identity("eve") with { Email = "eve@other.example" }, null, Cancel);
        Assert.False(await Rights.MayReadAsync(eve, _node, Place, Cancel));
    }

    [Fact]
    public async Task View_OfAGrant_NamesPeopleAndKeepsAddressesForAdministrators()
    {
        UserRow ada = await _plane.SignUpAsync("ada");
        UserRow eve = await _plane.SignUpAsync("eve");
        GrantRow grant = await GiveAsync(eve.GetId(), ada.GetId());
        GrantViews views = _plane.Get<GrantViews>();
        GrantView owners = await views.ViewAsync(grant, new Caller("owner", Role.Operator), Cancel);
        Assert.Equal((eve.GetId(), "eve", null, "ada"), (owners.To, owners.ToName, owners.ToEmail, owners.GrantedByName));
        Assert.Contains("not let in yet", owners.Warning, StringComparison.Ordinal);
        GrantView administrators = await views.ViewAsync(grant, new Caller("root", Role.Administrator), Cancel);
        Assert.Equal("eve@campus.example", administrators.ToEmail);
    }

    private async Task<GrantRow> GiveAsync(string to, string by = "ada")
        => (await _plane.Get<GrantStore>().AddAsync(
            _node.Id,
            new CreateGrant(to, Right.Read, "data", _plane.Time.GetUtcNow().AddDays(1), "run/"),
            Guid.NewGuid().ToString(),
            by,
            Cancel))!;
}
