namespace DtnBox.FunctionsHost;

/// <summary>Stops the host with a non-zero exit code, once, whoever finds the reason first.</summary>
internal sealed class HostExit(IHostApplicationLifetime lifetime)
{
    public const int Failure = 1;

    public int Code { get; private set; }

    public void Fail()
    {
        Code = Failure;
        lifetime.StopApplication();
    }
}
