using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Users;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Users;

public sealed class SignUpsTests : IAsyncLifetime
{
    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SignInOptions Options => _plane.Get<IOptions<SignInOptions>>().Value;

    public ValueTask InitializeAsync() => _plane.InitializeAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task SignUp_TheFirst_IsAdministratorAndTheOthersArePending()
    {
        UserRow ada = await _plane.SignUpAsync("ada");
        UserRow bob = await _plane.SignUpAsync("bob");
        Assert.Equal((UserState.Active, Role.Administrator), (ada.State, ada.Role));
        Assert.Equal((UserState.Pending, Role.Member), (bob.State, bob.Role));
    }

    [Fact]
    public async Task SignUp_ManyAtTheSameTime_MakeOneAdministrator()
    {
        UserRow[] users = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => _plane.SignUpAsync($"person-{number}")));
        UserRow administrator = Assert.Single(users, user => user.Role == Role.Administrator);
        Assert.Equal(UserState.Active, administrator.State);
        Assert.All(users.Except([administrator]), user => Assert.Equal(UserState.Pending, user.State));
        Assert.Equal(1, (await CountAsync())!.Active);
    }

    [Fact]
    public async Task SignUp_OnePersonManyTimesAtOnce_IsOneUser()
    {
        UserRow[] users = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _plane.SignUpAsync("ada")));
        Assert.Single(users.Select(user => user.GetId()).Distinct());
        Assert.Single(await _plane.Get<UserDirectory>().ListAsync(null, null, Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task SignUp_AnAdministratorByAccidentIsNotWanted_NobodyBecomesOneNorLater()
    {
        Options.FirstUserIsAdministrator = false;
        Assert.Equal(UserState.Pending, (await _plane.SignUpAsync("ada")).State);

        // Who comes after a change of the setting is not the first one any more.
        Options.FirstUserIsAdministrator = true;
        Assert.Equal(UserState.Pending, (await _plane.SignUpAsync("bob")).State);
        Assert.Equal(0, (await CountAsync())!.Active);
    }

    [Fact]
    public async Task SignUp_Again_TakesOverWhatTheProviderSaysNow()
    {
        UserRow before = await _plane.SignUpAsync("ada");
        _plane.Time.Advance(TimeSpan.FromDays(1));
        VerifiedIdentity married = People.Identity("ada") with { Name = "Ada L.", Email = null, EmailVerified = false };
        UserRow after = (await _plane.Get<SignUps>().SignUpAsync(married, null, Cancel))!;
        Assert.Equal((before.GetId(), "Ada L.", null, false), (after.GetId(), after.Name, after.Email, after.EmailVerified));
        Assert.Equal((Role.Administrator, _plane.Time.GetUtcNow()), (after.Role, after.LastSignInAt));
    }

    [Theory]
    [InlineData("campus.example", true, UserState.Active)]
    [InlineData("CAMPUS.example", true, UserState.Active)]
    [InlineData("campus.example", false, UserState.Pending)]
    [InlineData("example", true, UserState.Pending)]
    [InlineData("other.example", true, UserState.Pending)]
    public async Task SignUp_AnAllowedDomain_LetsInWhoseAddressIsVerified(string domain, bool verified, UserState state)
    {
        await _plane.SignUpAsync("ada");
        Options.AllowedEmailDomains.Add(domain);
        UserRow? bob = await _plane.TrySignUpAsync("bob", verified: verified);
        Assert.Equal((state, Role.Member), (bob!.State, bob.Role));
    }

    [Fact]
    public async Task SignUp_ADisabledPersonOfAnAllowedDomain_StaysOut()
    {
        await _plane.SignUpAsync("ada");
        UserRow bob = await _plane.SignUpAsync("bob");
        await _plane.Get<UserStates>().DisableAsync(bob.GetId(), "ada", Cancel);
        Options.AllowedEmailDomains.Add("campus.example");
        Assert.Equal(UserState.Disabled, (await _plane.SignUpAsync("bob")).State);
    }

    private Task<AdministratorsRow?> CountAsync() => _plane.Get<StorageAccount>().Users
        .FindAsync<AdministratorsRow>(UserRow.Partition, AdministratorsRow.Key, Cancel);
}
