namespace Weiguang.Kernel.Http;

/// <summary>On an endpoint that streams for as long as somebody listens: asked for its head alone it would not come to an end.</summary>
public sealed class NeverEnds;
