using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Tests;

public sealed class AgentOptionsTests
{
    private static readonly Uri Good = new("https://dtnbox.example");

    [Fact]
    public void Defaults_AreWhatTheDocumentationSays()
    {
        var options = new AgentOptions();
        Assert.Null(options.ControlPlane);
        Assert.False(options.AllowInsecureControlPlane);
        Assert.Equal("/var/lib/dtnbox-agent", options.StateDirectory);
        Assert.Null(options.EnrollmentCode);
        Assert.Equal(8, options.MaxCommands);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Heartbeat);
    }

    [Fact]
    public void Validate_ManyFaults_ListsThemAll()
    {
        ValidateOptionsResult result = Validate(new AgentOptions
        {
            StateDirectory = "state", MaxCommands = 33, Heartbeat = TimeSpan.Zero,
        });
        Assert.Equal(
            [
                "Agent:ControlPlane is missing: set the control plane's address, for example https://dtnbox.example.",
                "Agent:StateDirectory must be an absolute path that survives a restart, for example /var/lib/dtnbox-agent.",
                "Agent:MaxCommands is 33; it must be 1 to 32.",
                "Agent:Heartbeat is 00:00:00; it must be 00:00:00.1 to 00:00:05.",
            ],
            result.Failures);
    }

    [Theory]
    [InlineData("http://10.1.2.3:7071", "plain http")]
    [InlineData("ftp://dtnbox.example", "http or https")]
    [InlineData("dtnbox.example", "http or https")]
    [InlineData("https://me:pw@dtnbox.example", "without user")]
    [InlineData("https://dtnbox.example/?a=b", "without user")]
    public void Validate_AddressThatCannotBe_SaysWhy(string address, string why)
    {
        ValidateOptionsResult result = Validate(new AgentOptions { ControlPlane = new Uri(address, UriKind.RelativeOrAbsolute) });
        Assert.Contains(why, Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://dtnbox.example")]
    [InlineData("https://dtnbox.example/below")]
    [InlineData("http://127.0.0.1:7071")]
    [InlineData("http://localhost:7071")]
    public void Validate_AddressThatCanBe_IsTaken(string address)
        => Assert.True(Validate(new AgentOptions { ControlPlane = new Uri(address) }).Succeeded);

    [Fact]
    public void Validate_PlainHttpThatWasAccepted_IsTaken()
        => Assert.True(Validate(new AgentOptions
        {
            ControlPlane = new Uri("http://control-plane:7071"), AllowInsecureControlPlane = true,
        }).Succeeded);

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void Validate_MaxCommandsAtItsBounds_IsTaken(int max)
        => Assert.True(Validate(new AgentOptions { ControlPlane = Good, MaxCommands = max }).Succeeded);

    private static ValidateOptionsResult Validate(AgentOptions options) => new AgentOptionsValidator().Validate(null, options);
}
