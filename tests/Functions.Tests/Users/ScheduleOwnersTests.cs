using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Users;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Users;

/// <summary>What schedules may do follows their owner, whoever that is.</summary>
public sealed class ScheduleOwnersTests : IAsyncLifetime
{
    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OwnerRights Rights => _plane.Get<OwnerRights>();

    public ValueTask InitializeAsync() => _plane.InitializeAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Find_AUser_HasTheRightsOfTheirPresentRoleWhileActive()
    {
        string ada = (await _plane.SignUpAsync("ada")).GetId();
        string bob = (await _plane.SignUpAsync("bob")).GetId();
        UserStates states = _plane.Get<UserStates>();
        Assert.Null(await Rights.FindAsync(bob, Cancel));
        await states.ApproveAsync(bob, Role.Operator, ada, Cancel);
        Assert.Equal(new Caller(bob, Role.Operator), await Rights.FindAsync(bob, Cancel));
        await states.ChangeRoleAsync(bob, Role.Member, ada, Cancel);
        Assert.Equal(new Caller(bob, Role.Member), await Rights.FindAsync(bob, Cancel));
        await states.DisableAsync(bob, ada, Cancel);
        Assert.Null(await Rights.FindAsync(bob, Cancel));
    }

    [Fact]
    public async Task Find_AServiceAccount_HasTheRightsOfTheConfiguration()
    {
        Assert.Null(await Rights.FindAsync("nightly", Cancel));
        _plane.Get<IOptionsMonitor<ApiTokenOptions>>().CurrentValue.ApiTokens.Add(new ApiToken { Name = "nightly", Role = Role.Operator });
        Assert.Equal(new Caller("nightly", Role.Operator), await Rights.FindAsync("nightly", Cancel));
    }

    [Fact]
    public void Validate_AServiceAccountCalledLikeAUser_IsRefused()
    {
        var options = new ApiTokenOptions { ApiTokens = { new ApiToken { Name = "u-0123456789abcdef", Sha256 = new string('0', 64) } } };
        Assert.Equal(
            ["Identity:ApiTokens:0:Name must not look like the id of a user (u-0123456789abcdef): choose another."],
            new ApiTokenOptionsValidator().Validate(null, options).Failures);
    }
}
