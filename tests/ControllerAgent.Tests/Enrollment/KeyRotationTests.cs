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
        LoseTheAnswer();
        await using (AgentUnderTest agent = await StartAsync())
        {
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        Assert.Equal(_controlPlane.Identities.PublicKey, Assert.Single(_controlPlane.Identities.KeysTaken));
        Assert.Equal((_controlPlane.Identities.PublicKey, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
        await AssertWorksAsync();
    }

    [Fact]
    public async Task Changed_AnswerLostAndDied_FindsInByTheNextOne()
    {
        _controlPlane.Fault = path => path.EndsWith("/key", StringComparison.Ordinal)
            ? _controlPlane.Count("/key") == 1 ? SimulatedFault.AnswerLost : SimulatedFault.Away
            : null;
        await using (AgentUnderTest agent = await StartAsync())
        {
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => !_controlPlane.Identities.KeysTaken.IsEmpty);
        }

        Assert.NotEqual(_controlPlane.Identities.PublicKey, WithIdentity(identity => identity.Key.Public));
        await AssertWorksAsync();
        _controlPlane.Fault = _ => null;
        await using AgentUnderTest later = await StartAsync();
        await Until.TrueAsync(() => later.Log.Events.Any(entry => entry.Id == 3161));
        Assert.Single(_controlPlane.Identities.KeysTaken);
    }

    [Fact]
    public async Task Changed_WhileWorkIsInHand_GoesOnWithIt()
    {
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(_controlPlane, _state, handlers: handler);
        _controlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);
        agent.Services.GetRequiredService<KeyRotation>().Ask();
        await Until.TrueAsync(() => !_controlPlane.Identities.KeysTaken.IsEmpty);
        int before = _controlPlane.Queue.Reports.Count;
        await Until.TrueAsync(() => _controlPlane.Queue.Reports.Count >= before + 2);
        Assert.Equal(1, handler.Running);
    }

    [Fact]
    public async Task Refused_AChange_LeavesTheOldKeyInUse()
    {
        _controlPlane.Fault = path => path.EndsWith("/key", StringComparison.Ordinal) ? SimulatedFault.Refused : null;
        await using (AgentUnderTest agent = await StartAsync())
        {
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3162));
        }

        await AssertWorksAsync();
        Assert.Empty(_controlPlane.Identities.KeysTaken);
    }

    [Fact]
    public async Task Prepared_ButNotStored_IsNeverSent()
    {
        Directory.CreateDirectory(Path.Combine(_state.Path, "key.next.pem.new"));
        await using AgentUnderTest agent = await StartAsync();
        agent.Services.GetRequiredService<KeyRotation>().Ask();
        await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3164));
        Assert.Equal(0, _controlPlane.Count("/key"));
        Assert.False(agent.Stopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Changed_ButNotStored_IsUsedAndFoundAgain()
    {
        string obstacle = Path.Combine(_state.Path, "key.pem.new");
        await using (AgentUnderTest agent = await StartAsync())
        {
            Directory.CreateDirectory(obstacle);
            agent.Services.GetRequiredService<KeyRotation>().Ask();
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3164));
            _controlPlane.Identities.Revoke();
            int before = _controlPlane.Queue.Reports.Count;
            await Until.TrueAsync(() => _controlPlane.Queue.Reports.Count > before, TimeSpan.FromSeconds(30));
        }

        Directory.Delete(obstacle);
        await using (AgentUnderTest agent = await StartAsync())
        {
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        Assert.Equal((_controlPlane.Identities.PublicKey, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
    }

    [Fact]
    public async Task Died_AfterTheControlPlaneTookTheKey_FindsInByTheNextOne()
    {
        await using (await StartAsync())
        {
        }

        _controlPlane.Identities.PublicKey = WithIdentity(identity => identity.PrepareNextKey().Public);
        await using (AgentUnderTest agent = await StartAsync())
        {
            await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3161));
        }

        Assert.Equal((_controlPlane.Identities.PublicKey, null), WithIdentity(identity => (identity.Key.Public, identity.NextKey)));
    }

    [Fact]
    public async Task Died_BeforeItWasSent_FinishesTheChange()
    {
        await using (await StartAsync())
        {
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
        await using AgentUnderTest agent = await StartAsync();
    }

    /// <summary>An agent that has been heard.</summary>
    private async Task<AgentUnderTest> StartAsync()
    {
        int before = _controlPlane.Queue.Reports.Count;
        AgentUnderTest agent = await AgentUnderTest.StartAsync(_controlPlane, _state);
        await Until.TrueAsync(() => _controlPlane.Queue.Reports.Count > before);
        return agent;
    }

    private void LoseTheAnswer() => _controlPlane.Fault = path =>
        path.EndsWith("/key", StringComparison.Ordinal) && _controlPlane.Count("/key") == 1 ? SimulatedFault.AnswerLost : null;

    private T WithIdentity<T>(Func<AgentIdentity, T> use)
    {
        using var state = new StateDirectory(Options.Create(new AgentOptions { StateDirectory = _state.Path }));
        return use(new AgentIdentity(state));
    }
}
