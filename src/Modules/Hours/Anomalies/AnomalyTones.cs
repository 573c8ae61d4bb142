using Weiguang.Hours.Domain;
using Weiguang.Kernel.Ui;

namespace Weiguang.Hours.Anomalies;

internal static class AnomalyTones
{
    public static Tone Of(AnomalyState state) => state switch
    {
        AnomalyState.Open => Tone.Wait,
        AnomalyState.Held => Tone.Go,
        AnomalyState.Cleared => Tone.Good,
        AnomalyState.Upheld => Tone.Bad,
    };
}
