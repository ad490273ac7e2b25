using DtnBox.Contracts.People;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Tests.Users;

public sealed class InvitationsTests : IAsyncLifetime
{
    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        await _plane.SignUpAsync("ada");
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task SignUp_WithAnInvitation_LetsInWithItsRole()
    {
        NewInvitation made = await InviteAsync(new CreateInvitation(Role.Operator));
        UserRow bob = await _plane.SignUpAsync("bob", made.Code);
        Assert.Equal((UserState.Active, Role.Operator, "ada"), (bob.State, bob.Role, bob.StateBy));
        InvitationRow used = Assert.Single(await _plane.Get<Invitations>().ListAsync(null, Cancel).ToListAsync(Cancel));
        Assert.Equal((bob.GetId(), _plane.Time.GetUtcNow()), (used.UsedBy, used.UsedAt!.Value));
    }

    [Fact]
    public async Task SignUp_WhoWaits_IsLetInByAnInvitationLater()
    {
        UserRow waiting = await _plane.SignUpAsync("bob");
        UserRow bob = await _plane.SignUpAsync("bob", (await InviteAsync()).Code);
        Assert.Equal((waiting.GetId(), UserState.Active), (bob.GetId(), bob.State));
    }

    [Fact]
    public async Task SignUp_ASpentInvitation_ServesNobodyElse()
    {
        NewInvitation made = await InviteAsync();
        await _plane.SignUpAsync("bob", made.Code);
        Assert.Null(await _plane.TrySignUpAsync("eve", made.Code));
        Assert.Equal(UserState.Active, (await _plane.SignUpAsync("bob", made.Code)).State);
        Assert.Equal(2, await _plane.Get<UserDirectory>().ListAsync(null, null, Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task SignUp_SeveralWithOneInvitationAtOnce_LetOneIn()
    {
        NewInvitation made = await InviteAsync();
        UserRow?[] users = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(number => _plane.TrySignUpAsync($"person-{number}", made.Code)));
        Assert.Single(users, user => user?.State == UserState.Active);
    }

    [Fact]
    public async Task SignUp_DiedAfterTheInvitationWasBound_IsCompletedByItsRepetition()
    {
        NewInvitation made = await InviteAsync();
        UserRow bob = await _plane.SignUpAsync("bob");
        Assert.NotNull(await _plane.Get<Invitations>().SpendAsync(made.Invitation.Id, bob.GetId(), Cancel));
        _plane.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(UserState.Active, (await _plane.SignUpAsync("bob", made.Code)).State);
    }

    [Fact]
    public async Task SignUp_AnExpiredInvitation_IsRefusedAndNobodyIsSignedUp()
    {
        NewInvitation made = await InviteAsync();
        _plane.Time.Advance(Invitations.Lifetime);
        Assert.Null(await _plane.TrySignUpAsync("bob", made.Code));
        Assert.Null(await _plane.Get<UserDirectory>().OwnerOfAsync(People.Identity("bob"), Cancel));
    }

    [Fact]
    public async Task SignUp_ARevokedInvitation_IsRefused()
    {
        NewInvitation made = await InviteAsync();
        Assert.True(await _plane.Get<Invitations>().RevokeAsync(made.Invitation.Id, Cancel));
        Assert.False(await _plane.Get<Invitations>().RevokeAsync(made.Invitation.Id, Cancel));
        Assert.Null(await _plane.TrySignUpAsync("bob", made.Code));
    }

    [Fact]
    public async Task SignUp_AnInvitationForAnAddress_NeedsThatAddressVerified()
    {
        NewInvitation made = await InviteAsync(new CreateInvitation(Email: "Bob@campus.example"));
        Assert.Null(await _plane.TrySignUpAsync("eve", made.Code));
        Assert.Null(await _plane.TrySignUpAsync("bob", made.Code, verified: false));
        Assert.Equal(UserState.Active, (await _plane.SignUpAsync("bob", made.Code)).State);
    }

    [Fact]
    public async Task SignUp_ACodeThatIsNearlyRight_IsRefused()
    {
        NewInvitation made = await InviteAsync();
        char last = made.Code[^1] == '0' ? '1' : '0';
        Assert.Null(await _plane.TrySignUpAsync("bob", made.Code[..^1] + last));
        Assert.Null(await _plane.TrySignUpAsync("bob", made.Invitation.Id));
        Assert.Null(await _plane.TrySignUpAsync("bob", string.Empty));
    }

    [Fact]
    public async Task SignUp_WhoIsInAlready_LeavesTheInvitationToOthers()
    {
        NewInvitation made = await InviteAsync(new CreateInvitation(Role.Member));
        Assert.Equal(Role.Administrator, (await _plane.SignUpAsync("ada", made.Code)).Role);
        Assert.Equal(UserState.Active, (await _plane.SignUpAsync("bob", made.Code)).State);
    }

    [Fact]
    public async Task Create_AnInvitation_StoresNoCode()
    {
        NewInvitation made = await InviteAsync();
        await foreach (InvitationRow row in _plane.Get<Invitations>().ListAsync(null, Cancel))
        {
            Assert.NotEmpty(row.SecretHash);
            Assert.DoesNotContain(made.Code.Split('_')[2], row.SecretHash, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(made.Code, made.ToString(), StringComparison.Ordinal);
    }

    private Task<NewInvitation> InviteAsync(CreateInvitation? request = null)
        => _plane.Get<Invitations>().CreateAsync(request ?? new CreateInvitation(), "ada", Cancel);
}
