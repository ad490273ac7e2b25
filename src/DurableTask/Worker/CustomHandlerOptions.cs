namespace DtnBox.DurableTask.Worker;

/// <summary>How the Functions host reaches this process. Filled by <see cref="CustomHandlerHosting"/>.</summary>
public sealed class CustomHandlerOptions
{
    /// <summary>The variable in which the host names the port to listen on.</summary>
    public const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Gets or sets the loopback port; invocations must name it. No default: without it none is accepted.</summary>
    public int? Port { get; set; }
}
