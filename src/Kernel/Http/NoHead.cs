namespace Weiguang.Kernel.Http;

/// <summary>On a GET that does not answer HEAD: it streams for as long as somebody listens and would not come to an end, or it changes something, such as what is read.</summary>
public sealed class NoHead;
