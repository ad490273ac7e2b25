using DtnBox.Contracts.Commands;

namespace DtnBox.Transfer.Tests.Keyless;

/// <summary>A scene in which neither side has the other's keys, and the steps that both take in turn.</summary>
internal static class HandOver
{
    public static async Task<CopyScene> NewAsync(DtnBox.Testing.S3Server server)
    {
        CopyScene scene = await CopyScene.NewAsync(server);
        scene.Keyless = true;
        return scene;
    }

    /// <summary>Describes, signs, sends, puts together and reads back; every object must be proven right.</summary>
    public static async Task<ChunkResult> RunAsync(CopyScene scene, int objects)
    {
        ChunkResult described = await scene.CopyAsync();
        Assert.Equal((0, objects), (described.ObjectsDone, described.ObjectsUnsigned));
        SignChunkResult signed = await scene.SignAsync();
        Assert.Equal((objects, 0), (signed.ObjectsSigned, signed.ObjectsFailed));
        return await SendAsync(scene, objects);
    }

    /// <summary>Sends what is signed for, puts it together and reads it back.</summary>
    public static async Task<ChunkResult> SendAsync(CopyScene scene, int objects)
    {
        scene.Round++;
        ChunkResult sent = await scene.CopyAsync();
        Assert.Empty(sent.Faults.Values.Select(fault => fault.Example));
        Assert.Equal((objects, 0), (sent.ObjectsDone + sent.ObjectsSent, sent.ObjectsUnsigned));
        return await VerifyAsync(scene, objects);
    }

    public static async Task<ChunkResult> VerifyAsync(CopyScene scene, int objects)
    {
        ChunkResult verified = await scene.VerifyAsync();
        Assert.Empty(verified.Faults.Values.Select(fault => fault.Example));
        Assert.Equal((objects, objects), (verified.ObjectsDone, verified.Copied!.Objects));
        return verified;
    }
}
