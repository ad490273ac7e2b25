using DtnBox.Contracts.People;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Tests.Users;

public sealed class UserStatesTests : IAsyncLifetime
{
    private readonly ControlPlane _plane = new();
    private string _ada = string.Empty;
    private string _bob = string.Empty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private UserStates States => _plane.Get<UserStates>();

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        _ada = (await _plane.SignUpAsync("ada")).GetId();
        _bob = (await _plane.SignUpAsync("bob")).GetId();
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Approve_APendingUser_LetsThemInOnce()
    {
        UserRow bob = (await States.ApproveAsync(_bob, Role.Operator, _ada, Cancel))!;
        Assert.Equal((UserState.Active, Role.Operator, _ada), (bob.State, bob.Role, bob.StateBy));
        Assert.Equal(Role.Operator, (await States.ApproveAsync(_bob, Role.Member, _ada, Cancel))!.Role);
    }

    [Fact]
    public async Task Approve_ADisabledUser_LeavesThemOut()
    {
        await States.DisableAsync(_bob, _ada, Cancel);
        Assert.Equal(UserState.Disabled, (await States.ApproveAsync(_bob, Role.Member, _ada, Cancel))!.State);
    }

    [Fact]
    public async Task Enable_WhoWasNeverLetIn_WaitsAgain()
    {
        await States.DisableAsync(_bob, _ada, Cancel);
        Assert.Equal(UserState.Pending, (await States.EnableAsync(_bob, _ada, Cancel))!.State);
        await States.ApproveAsync(_bob, Role.Member, _ada, Cancel);
        await States.DisableAsync(_bob, _ada, Cancel);
        Assert.Equal(UserState.Active, (await States.EnableAsync(_bob, _ada, Cancel))!.State);
    }

    [Fact]
    public async Task Change_AnUnknownUser_IsNull()
        => Assert.Null(await States.DisableAsync("u-0000000000000000", _ada, Cancel));

    [Fact]
    public async Task LastAdministrator_ByAnyWay_Stays()
    {
        await Assert.ThrowsAsync<LastAdministratorException>(() => States.DisableAsync(_ada, _ada, Cancel));
        await Assert.ThrowsAsync<LastAdministratorException>(() => States.ChangeRoleAsync(_ada, Role.Operator, _ada, Cancel));

        // A disabled administrator is none.
        await States.ApproveAsync(_bob, Role.Administrator, _ada, Cancel);
        await States.DisableAsync(_bob, _ada, Cancel);
        await Assert.ThrowsAsync<LastAdministratorException>(() => States.DisableAsync(_ada, _ada, Cancel));
        await States.EnableAsync(_bob, _ada, Cancel);
        Assert.Equal(UserState.Disabled, (await States.DisableAsync(_ada, _bob, Cancel))!.State);
    }

    [Fact]
    public async Task LastAdministrator_TwoShutEachOtherOutAtTheSameTime_OneStays()
    {
        await States.ApproveAsync(_bob, Role.Administrator, _ada, Cancel);
        bool[] done = await Task.WhenAll(TryAsync(_ada, _bob), TryAsync(_bob, _ada));
        Assert.Single(done, true);
        Assert.Single(
            await _plane.Get<UserDirectory>().ListAsync(UserState.Active, null, Cancel).ToListAsync(Cancel),
            user => user.Role == Role.Administrator);

        async Task<bool> TryAsync(string whom, string by)
        {
            try
            {
                await States.DisableAsync(whom, by, Cancel);
                return true;
            }
            catch (LastAdministratorException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Find_AUserWhoWasRead_IsRememberedForHalfAMinute()
    {
        UserDirectory here = _plane.Get<UserDirectory>();
        var elsewhere = new UserDirectory(_plane.Get<Functions.Storage.StorageAccount>(), _plane.Time);
        Assert.Equal(UserState.Pending, (await elsewhere.FindAsync(_bob, Cancel))!.State);
        await here.FindAsync(_bob, Cancel);
        await States.DisableAsync(_bob, _ada, Cancel);

        // Where it was done it holds at once; elsewhere when what was read is too old.
        Assert.Equal(UserState.Disabled, (await here.FindAsync(_bob, Cancel))!.State);
        _plane.Time.Advance(UserDirectory.Remembered - TimeSpan.FromTicks(1));
        Assert.Equal(UserState.Pending, (await elsewhere.FindAsync(_bob, Cancel))!.State);
        _plane.Time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(UserState.Disabled, (await elsewhere.FindAsync(_bob, Cancel))!.State);
        Assert.True(UserDirectory.Remembered < TimeSpan.FromMinutes(1));
    }
}
