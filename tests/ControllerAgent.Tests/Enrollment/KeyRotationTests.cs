using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Tests.Enrollment;

public sealed class KeyRotationTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _state = new();
    private ControlPlaneSimulator _controlPlane = null!;

    public async ValueTask InitializeAsync() => _controlPlane = await ControlPlaneSimulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _controlPlane.DisposeAsync();
        _state.Dispose();
    }

    [Fact]
    public async Task Asked_ByAnAnswer_ChangesTheKeyAndGoesOnWithIt()
    {
        string before;
        await using (AgentUnderTest agent = await AgentUnderTest.StartAsync(
            _controlPlane, _state, handlers: ScriptedHandler.Endless()))
        {
            // With something in hand it reports every moment.
            _controlPlane.Queue.Offer("c1");
            await Until.TrueAsync(() => _controlPlane.Queue.Reports.Any(report => report.Commands.Count > 0));
            before = _controlPlane.Identities.PublicKey!;
            _controlPlane.Queue.AskForNewKey = true;
            await Until.TrueAsync(() => _controlPlane.Identities.PublicKey != before);
            _controlPlane.Queue.AskForNewKey = false;
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        await AssertWorksAsync();
    }

    [Fact]
    public async Task Changed_AndTheAnswerLost_IsRepeatedWithTheSameKey()
    {
        _controlPlane.Fault = path => path.EndsWith("/key", StringComparison.Ordinal) && _controlPlane.Count("/key") == 1
            ? SimulatedFault.AnswerLost
            : null;
        await using (AgentUnderTest agent = await AgentUnderTest.StartAsync(_controlPlane, _state))
        {
            await Until.TrueAsync(() => !_controlPlane.Queue.Reports.IsEmpty);
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
            Assert.Equal(2, _controlPlane.Count("/key"));
        }

        await AssertWorksAsync();
    }

    [Fact]
    public async Task Died_AfterTheControlPlaneTookTheKey_FindsInByTheNextOne()
    {
        await using (AgentUnderTest before = await AgentUnderTest.StartAsync(_controlPlane, _state))
        {
            await Until.TrueAsync(() => !_controlPlane.Queue.Reports.IsEmpty);
        }

        _controlPlane.Identities.PublicKey = WithIdentity(identity => identity.PrepareNextKey().Public);
        await AssertWorksAsync();
        Assert.Null(WithIdentity(identity => identity.NextKey));
    }

    [Fact]
    public async Task Died_BeforeItWasSent_FinishesTheChange()
    {
        await using (AgentUnderTest before = await AgentUnderTest.StartAsync(_controlPlane, _state))
        {
            await Until.TrueAsync(() => !_controlPlane.Queue.Reports.IsEmpty);
        }

        string next = WithIdentity(identity => identity.PrepareNextKey().Public);
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(_controlPlane, _state);
        await Until.TrueAsync(() => _controlPlane.Identities.PublicKey == next);
    }

    [Fact]
    public void Died_BetweenPuttingItInPlaceAndRemovingIt_HasOneKey()
    {
        string next = WithIdentity(identity => identity.PrepareNextKey().Public);
        string file = Path.Combine(_state.Path, "key.next.pem");
        string content = File.ReadAllText(file);
        WithIdentity(identity =>
        {
            identity.AdoptNextKey(identity.NextKey!);
            return true;
        });
        File.WriteAllText(file, content);

        Assert.Equal((next, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
        Assert.False(File.Exists(file));
    }

    private async Task AssertWorksAsync()
    {
        _controlPlane.Identities.Revoke();
        int before = _controlPlane.Queue.Reports.Count;
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(_controlPlane, _state);
        await Until.TrueAsync(() => _controlPlane.Queue.Reports.Count > before);
    }

    private T WithIdentity<T>(Func<AgentIdentity, T> use)
    {
        using var state = new StateDirectory(Options.Create(new AgentOptions { StateDirectory = _state.Path }));
        return use(new AgentIdentity(state));
    }
}
