package io.github.neuronscript.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.terminal.ScriptedPrompt;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Micro-steps and travels in time as they look on a screen of eighty columns. */
class SteppingTest {

  private static final String SCRIPT =
      """
      inputs  x
      weights 0.5
      data { 1 -> 1; 2 -> 0 }
      set trace none
      train 3 epochs
      show w1
      """;

  private static String replay(String session, boolean ascii) {
    ScriptedPrompt prompt = new ScriptedPrompt(session.lines().toList(), 80);
    new Repl(
            prompt,
            Options.defaults(),
            new Style(80, false, ascii),
            name -> Source.of(name, SCRIPT),
            bug -> {
              throw new AssertionError(bug);
            })
        .run(Optional.empty());
    String screen = prompt.screen();
    return screen.substring(screen.indexOf("nn> "));
  }

  private static void looks(String session) {
    assertEquals(session, replay(session, false));
  }

  @Test
  void aStepIsGoneThroughAndBack() {
    looks(
        """
        nn> inputs x1 = 0.5, x2 = -1
        nn> weights 0.8, 0.2
        nn> target 1
        nn> :next
        notice[defaults-used]: not declared, so taken by default: bias 0, activation
          sigmoid, loss mse, learning rate 0.1, learning rule gradient descent
        neuron  2 inputs x1, x2 · ŷ = σ(z) = 1/(1 + e^−z)
                L = mse(y, ŷ) = (y − ŷ)², without ½ · C = mean of L over the batch
                gradient descent w ← w − α·∂C/∂w
                all weights change at once, from their old values
                bias b learns as a weight of input 1

        step  0.5, −1 → 1
        forward 1/5  w1·x1 = 0.8·0.5  = 0.4
        nn>\s
        forward 2/5  w2·x2 = 0.2·(−1)  = −0.2
        nn>\s
        forward 3/5  z = w1·x1 + w2·x2 + b  = 0.4 + (−0.2) + 0  = 0.2
        nn> show z
        z = 0.2
        nn> show w1
        w1 = 0.8
        nn>\s
        forward 4/5  ŷ = σ(z) = 1/(1 + e^−z)  = 1/(1 + e^−0.2)  ≈ 0.549834
        nn>\s
        forward 5/5  L = (y − ŷ)²  = (1 − 0.549834)²  ≈ 0.202649
        nn> back 2
        at 4  step, behind forward 3/5
        nn> backward
        forward 4/5  ŷ = σ(z) = 1/(1 + e^−z)  = 1/(1 + e^−0.2)   ≈ 0.549834
        forward 5/5  L = (y − ŷ)²             = (1 − 0.549834)²  ≈ 0.202649
        backward 1/6  ∂L/∂ŷ  = −2(y − ŷ)    = −2·(1 − 0.549834)        ≈ −0.900332
        backward 2/6  ∂ŷ/∂z  = ŷ(1 − ŷ)     = 0.549834·(1 − 0.549834)  ≈ 0.247517
        backward 3/6  ∂L/∂z  = ∂L/∂ŷ·∂ŷ/∂z  = −0.900332·0.247517       ≈ −0.222847
        backward 4/6  ∂L/∂w1 = ∂L/∂z·x1     = −0.222847·0.5            ≈ −0.111424
        backward 5/6  ∂L/∂w2 = ∂L/∂z·x2     = −0.222847·(−1)           ≈ 0.222847
        backward 6/6  ∂L/∂b  = ∂L/∂z·1      = −0.222847·1              ≈ −0.222847
        nn> show w1
        w1 = 0.8
        nn> w1 = 0.7
        Of `step` is kept what was done: `forward`, `backward`.
        nn> :history
          0  the beginning
          1  inputs x1 = 0.5, x2 = -1
          2  weights 0.8, 0.2
          3  target 1
        > 5  w1 = 0.7
        nn> :branches
        > 1  w1 = 0.7  (to 5)
        There is one branch: going back and changing something begins another.
        """);
  }

  @Test
  void inAsciiEverySignHasItsTwin() {
    String screen =
        """
        nn> inputs x1 = 0.5, x2 = -1; weights 0.8, 0.2; target 1; set trace none
        nn> :next
        notice[defaults-used]: not declared, so taken by default: bias 0, activation
          sigmoid, loss mse, learning rate 0.1, learning rule gradient descent
        neuron  2 inputs x1, x2; yhat = sigmoid(z) = 1/(1 + e^-z)
                L = mse(y, yhat) = (y - yhat)^2, without 1/2
                C = mean of L over the batch; gradient descent w <- w - rate*dC/dw
                all weights change at once, from their old values
                bias b learns as a weight of input 1

        step  0.5, -1 -> 1
        forward 1/5  w1*x1 = 0.8*0.5  = 0.4
        nn> update
        forward 2/5  w2*x2 = 0.2*(-1)                   = -0.2
        forward 3/5  z     = w1*x1 + w2*x2 + b          = 0.4 + (-0.2) + 0  = 0.2
        forward 4/5  yhat  = sigmoid(z) = 1/(1 + e^-z)  = 1/(1 + e^-0.2)    ~= 0.549834
        forward 5/5  L     = (y - yhat)^2               = (1 - 0.549834)^2  ~= 0.202649
        backward 1/6  dL/dyhat = -2(y - yhat)       = -2*(1 - 0.549834)   ~= -0.900332
        backward 2/6  dyhat/dz = yhat*(1 - yhat)
                               = 0.549834*(1 - 0.549834)  ~= 0.247517
        backward 3/6  dL/dz    = dL/dyhat*dyhat/dz  = -0.900332*0.247517  ~= -0.222847
        backward 4/6  dL/dw1   = dL/dz*x1           = -0.222847*0.5       ~= -0.111424
        backward 5/6  dL/dw2   = dL/dz*x2           = -0.222847*(-1)      ~= 0.222847
        backward 6/6  dL/db    = dL/dz*1            = -0.222847*1         ~= -0.222847
        update 1/3  w1 <- w1 - rate*dL/dw1  = 0.8 - 0.1*(-0.111424)  ~= 0.811142
        update 2/3  w2 <- w2 - rate*dL/dw2  = 0.2 - 0.1*0.222847     ~= 0.177715
        update 3/3  b  <- b - rate*dL/db    = 0 - 0.1*(-0.222847)    ~= 0.0222847
        nn> :history
          0  the beginning
          1  inputs x1 = 0.5, x2 = -1
          2  weights 0.8, 0.2
          3  target 1
        > 4  step
        nn> :diff 2 4
        2 -> 4
          w1             0.8 -> 0.811142
          w2             0.2 -> 0.177715
          b              0 -> 0.0222847
          updates        0 -> 1
          z              none -> 0.2
          output         none -> 0.549834
          target         none -> 1
          loss           none -> 0.202649
          gradient_norm  none -> 0.334271
        """;
    assertEquals(screen, replay(screen, true));
  }

  @Test
  void whatIsChangedInThePastIsABranch() {
    looks(
        """
        nn> inputs x = 2; weights 0.5; bias none; target 1; activation linear; set trace none
        nn> step
        notice[defaults-used]: not declared, so taken by default: loss mse, learning
          rate 0.1, learning rule gradient descent
        nn> back
        undone  step
        at 5 of 6  activation linear
        nn> w1 = 0.9
        This is a new branch from 5; what came after it before is kept, `:branches`
        lists them.
        nn> step
        notice[defaults-used]: not declared, so taken by default: loss mse, learning
          rate 0.1, learning rule gradient descent
        nn> :branches
          1  step  (to 6, apart behind 5)
        > 2  step  (to 8)
        `:branches 1` goes to the end of the first.
        nn> :history
          0  the beginning
          1  inputs x = 2
          2  weights 0.5
          3  bias none
          4  target 1
          5  activation linear
          7  w1 = 0.9
        > 8  step
        `:branches` lists the other ways it went.
        nn> :diff 6 8
        6 → 8
          w1             0.5 → 0.58
          z              1 → 1.8
          output         1 → 1.8
          loss           0 → 0.64
          gradient_norm  0 → 3.2
        nn> :diff 8
        8 → here
          no value differs
        nn> :goto 2
        at 2 of 8  weights 0.5
          w1             0.58 → 0.5
          z              1.8 → none
          output         1.8 → none
          target         1 → none
          loss           0.64 → none
          updates        1 → 0
          gradient_norm  3.2 → none
          b              none → 0
        nn> :redo
        at 3 of 8  bias none
          b  0 → none
        nn> :redo 2
        at 5 of 8  activation linear
          target  none → 1
        nn> :branches 1
        at 6  step
          updates        0 → 1
          z              none → 1
          output         none → 1
          loss           none → 0
          gradient_norm  none → 0
        nn> :redo
        There is nothing to redo.
        nn> :goto 99
        There is no point 99; `:history` lists them.
        nn> :goto there
        A point is its number in `:history`, such as `7`, or `epoch 12` of a training.
        nn> back 9
        error[nothing-to-undo]: only 6 statements can be undone
         --> prompt:6:1
          |
        6 | back 9
          | ^^^^^^
          |
          = note: what only shows something is no step back
        """);
  }

  @Test
  void everyEpochIsAPoint() {
    looks(
        """
        nn> inputs x1, x2; weights 0.4, -0.6
        nn> data { 0, 0 -> 0; 1, 1 -> 1 }
        nn> train 5 epochs
        notice[defaults-used]: not declared, so taken by default: bias 0, activation
          sigmoid, loss mse, learning rate 0.1, learning rule gradient descent
        neuron  2 inputs x1, x2 · ŷ = σ(z) = 1/(1 + e^−z)
                L = mse(y, ŷ) = (y − ŷ)², without ½ · C = mean of L over the batch
                gradient descent w ← w − α·∂C/∂w
                all weights change at once, from their old values
                bias b learns as a weight of input 1

        epoch 1        cost ≈ 0.276159
        epoch 2        cost ≈ 0.272462
        epoch 5        cost ≈ 0.261844

        train  5 epochs of 2 examples, all in one batch, 5 updates
          first cost ≈ 0.276159
          last cost  ≈ 0.261844
          w1         ≈ 0.466621
          w2         ≈ −0.533379
          b          ≈ 0.00406108
          stopped: the 5 epochs asked for are done
        nn> :goto epoch 3
        at 4  train 5 epochs, behind epoch 3
          w1             0.466621 → 0.440408
          w2             −0.533379 → −0.559592
          b              0.00406108 → 0.00288827
          cost           0.261844 → 0.268843
          previous_cost  0.265304 → 0.272462
          epoch          5 → 3
          updates        5 → 3
          gradient_norm  0.184365 → 0.188663
        nn> :next
        step  epoch 4, example 1: 0, 0 → 0
        forward 1/5  w1·x1 = 0.440408·0  = 0
        nn>\s
        forward 2/5  w2·x2 = −0.559592·0  = 0
        nn> back 20
        at 4  train 5 epochs, behind backward 5/6
        nn> update
        backward 6/6  ∂L/∂b = ∂L/∂z·1  = 0.250259·1  ≈ 0.250259

        step  epoch 3, example 2: 1, 1 → 1
        forward 1/5  w1·x1 = 0.42708·1            ≈ 0.42708
        forward 2/5  w2·x2 = −0.57292·1           ≈ −0.57292
        forward 3/5  z     = w1·x1 + w2·x2 + b
                           = 0.42708 + (−0.57292) + 0.0020732  ≈ −0.143767
        forward 4/5  ŷ     = σ(z) = 1/(1 + e^−z)  = 1/(1 + e^(−(−0.143767)))  ≈ 0.46412
        forward 5/5  L     = (y − ŷ)²             = (1 − 0.46412)²            ≈ 0.287167
        backward 1/6  ∂L/∂ŷ  = −2(y − ŷ)    = −2·(1 − 0.46412)       ≈ −1.07176
        backward 2/6  ∂ŷ/∂z  = ŷ(1 − ŷ)     = 0.46412·(1 − 0.46412)  ≈ 0.248713
        backward 3/6  ∂L/∂z  = ∂L/∂ŷ·∂ŷ/∂z  = −1.07176·0.248713      ≈ −0.26656
        backward 4/6  ∂L/∂w1 = ∂L/∂z·x1     = −0.26656·1             ≈ −0.26656
        backward 5/6  ∂L/∂w2 = ∂L/∂z·x2     = −0.26656·1             ≈ −0.26656
        backward 6/6  ∂L/∂b  = ∂L/∂z·1      = −0.26656·1             ≈ −0.26656
        gradient 1/3  ∂C/∂w1 = (∂L1/∂w1 + ∂L2/∂w1)/2  = (0 + (−0.26656))/2  ≈ −0.13328
        gradient 2/3  ∂C/∂w2 = (∂L1/∂w2 + ∂L2/∂w2)/2  = (0 + (−0.26656))/2  ≈ −0.13328
        gradient 3/3  ∂C/∂b  = (∂L1/∂b + ∂L2/∂b)/2
                             = (0.2502589 + (−0.2665602))/2  ≈ −0.00815065
        update 1/3  w1 ← w1 − α·∂C/∂w1  = 0.42708 − 0.1·(−0.13328)       ≈ 0.440408
        update 2/3  w2 ← w2 − α·∂C/∂w2  = −0.57292 − 0.1·(−0.13328)      ≈ −0.559592
        update 3/3  b  ← b − α·∂C/∂b    = 0.0020732 − 0.1·(−0.00815065)  ≈ 0.00288827
        nn> :epoch
        epoch 4        cost ≈ 0.265304
        nn> :watch w1
        w1 ≈ 0.45359
        nn> :continue
        w1 ≈ 0.466621
        at 4  train 5 epochs
        nn> :history
          0  the beginning
          1  inputs x1, x2
          2  weights 0.4, -0.6
          3  data { 0, 0 -> 0; 1, 1 -> 1 }
        > 4  train 5 epochs  (epochs 1 to 5)
        nn> :goto epoch 2
        at 4  train 5 epochs, behind epoch 2
          w1             0.466621 → 0.42708
          w2             −0.533379 → −0.57292
          b              0.00406108 → 0.0020732
          cost           0.261844 → 0.272462
          previous_cost  0.265304 → 0.276159
          epoch          5 → 2
          updates        5 → 2
          gradient_norm  0.184365 → 0.19075
        nn> learning rate 1
        The training ends here: it is `train 2 epochs`. The whole one is kept:
        `:branches`.
        w1 ≈ 0.42708
        nn> :history
          0  the beginning
          1  inputs x1, x2
          2  weights 0.4, -0.6
          3  data { 0, 0 -> 0; 1, 1 -> 1 }
          5  train 2 epochs  (epochs 1 to 2)
        > 6  learning rate 1
        `:branches` lists the other ways it went.
        nn> train 2 epochs
        epoch 3        cost ≈ 0.268843
        epoch 4        cost ≈ 0.235471

        train  2 epochs of 2 examples, all in one batch, 2 updates
          first cost ≈ 0.268843
          last cost  ≈ 0.235471
          w1         ≈ 0.676689
          w2         ≈ −0.323311
          b          ≈ 0.00091644
          stopped: the 2 epochs asked for are done

        w1 ≈ 0.676689
        nn> :diff epoch 2 epoch 4
        epoch 2 → epoch 4
          w1             0.42708 → 0.676689
          w2             −0.57292 → −0.323311
          b              0.0020732 → 0.00091644
          cost           0.272462 → 0.235471
          previous_cost  0.276159 → 0.268843
          rate           0.1 → 1
          epoch          2 → 4
          updates        2 → 4
          gradient_norm  0.19075 → 0.164776
        nn> :branches
          1  train 5 epochs  (to 4, apart behind 3)
        > 2  train 2 epochs  (to 7)
        `:branches 1` goes to the end of the first.
        nn> :goto epoch 9
        No training here has gone through epoch 9: `:history`.
        """);
  }

  @Test
  void batchesMomentumAndPenaltiesAreGoneThrough() {
    looks(
        """
        nn> inputs x; weights 2; bias none; activation relu; loss half_mse
        nn> learning rule momentum(0.9); penalty l2(0.1); data { 1 -> 1; -1 -> 0; 2 -> 3 }
        nn> :step train 1 epoch batch 2
        notice[defaults-used]: not declared, so taken by default: learning rate 0.1
        neuron  1 input x · ŷ = relu(z) = max(0, z) · L = half_mse(y, ŷ) = (y − ŷ)²/2
                C = mean of L over the batch + P
                P = Σ l2(w, 0.1) = Σ 0.1·w² over the weights
                momentum v ← 0.9·v + ∂C/∂w; w ← w − α·v
                all weights change at once, from their old values · no bias
        Enter does the next micro-step, `back` takes one back, `:continue` does the
        rest.
        nn> update
        step  epoch 1, example 1: 1 → 1
        forward 1/4  w1·x = 2·1                  = 2
        forward 2/4  z    = w1·x                 = 2
        forward 3/4  ŷ    = relu(z) = max(0, z)  = max(0, 2)   = 2
        forward 4/4  L    = (y − ŷ)²/2           = (1 − 2)²/2  = 0.5
        backward 1/4  ∂L/∂ŷ  = −(y − ŷ)                = −(1 − 2)                = 1
        backward 2/4  ∂ŷ/∂z  = if z > 0 then 1 else 0  = if 2 > 0 then 1 else 0  = 1
        backward 3/4  ∂L/∂z  = ∂L/∂ŷ·∂ŷ/∂z             = 1·1                     = 1
        backward 4/4  ∂L/∂w1 = ∂L/∂z·x                 = 1·1                     = 1

        step  epoch 1, example 2: −1 → 0
        forward 1/4  w1·x = 2·(−1)               = −2
        forward 2/4  z    = w1·x                 = −2
        forward 3/4  ŷ    = relu(z) = max(0, z)  = max(0, −2)  = 0
        forward 4/4  L    = (y − ŷ)²/2           = (0 − 0)²/2  = 0
        backward 1/4  ∂L/∂ŷ  = −(y − ŷ)                = −(0 − 0)                 = 0
        backward 2/4  ∂ŷ/∂z  = if z > 0 then 1 else 0  = if −2 > 0 then 1 else 0  = 0
        backward 3/4  ∂L/∂z  = ∂L/∂ŷ·∂ŷ/∂z             = 0·0                      = 0
        backward 4/4  ∂L/∂w1 = ∂L/∂z·x                 = 0·(−1)                   = 0
        gradient 1/1  ∂C/∂w1 = (∂L1/∂w1 + ∂L2/∂w1)/2 + 2·0.1·w1
                             = (1 + 0)/2 + 2·0.1·2  = 0.9
        update 1/2  v1 ← 0.9·v1 + ∂C/∂w1  = 0.9·0 + 0.9  = 0.9
        update 2/2  w1 ← w1 − α·v1        = 2 − 0.1·0.9  = 1.91
        nn> update
        step  epoch 1, example 3: 2 → 3
        forward 1/4  w1·x = 1.91·2               = 3.82
        forward 2/4  z    = w1·x                 = 3.82
        forward 3/4  ŷ    = relu(z) = max(0, z)  = max(0, 3.82)   = 3.82
        forward 4/4  L    = (y − ŷ)²/2           = (3 − 3.82)²/2  ≈ 0.3362
        backward 1/4  ∂L/∂ŷ  = −(y − ŷ)     = −(3 − 3.82)  ≈ 0.82
        backward 2/4  ∂ŷ/∂z  = if z > 0 then 1 else 0
                             = if 3.82 > 0 then 1 else 0  = 1
        backward 3/4  ∂L/∂z  = ∂L/∂ŷ·∂ŷ/∂z  = 0.82·1       ≈ 0.82
        backward 4/4  ∂L/∂w1 = ∂L/∂z·x      = 0.82·2       ≈ 1.64
        gradient 1/1  ∂C/∂w1 = ∂L/∂w1 + 2·0.1·w1  = 1.64 + 2·0.1·1.91  = 2.022
        update 1/2  v1 ← 0.9·v1 + ∂C/∂w1  = 0.9·0.9 + 2.022   = 2.832
        update 2/2  w1 ← w1 − α·v1        = 1.91 − 0.1·2.832  ≈ 1.6268

        epoch 1        cost ≈ 0.667003

        train  1 epoch of 3 examples, batches of 2, 2 updates
          cost ≈ 0.667003
          w1   ≈ 1.6268
          stopped: the 1 epoch asked for is done
        nn> :continue
        Nothing is unfinished here.
        nn> :next 3
        Nothing belongs behind `:next`.
        nn> :next
        step  example 1: 1 → 1
        forward 1/4  w1·x = 1.6268·1  ≈ 1.6268
        nn> :finish
        forward 2/4  z = w1·x                 ≈ 1.6268
        forward 3/4  ŷ = relu(z) = max(0, z)  = max(0, 1.6268)   ≈ 1.6268
        forward 4/4  L = (y − ŷ)²/2           = (1 − 1.6268)²/2  ≈ 0.196439
        backward 1/4  ∂L/∂ŷ  = −(y − ŷ)     = −(1 − 1.6268)  ≈ 0.6268
        backward 2/4  ∂ŷ/∂z  = if z > 0 then 1 else 0
                             = if 1.6268 > 0 then 1 else 0  = 1
        backward 3/4  ∂L/∂z  = ∂L/∂ŷ·∂ŷ/∂z  = 0.6268·1       ≈ 0.6268
        backward 4/4  ∂L/∂w1 = ∂L/∂z·x      = 0.6268·1       ≈ 0.6268
        gradient 1/1  ∂C/∂w1 = ∂L/∂w1 + 2·0.1·w1  = 0.6268 + 2·0.1·1.6268  ≈ 0.95216
        update 1/2  v1 ← 0.9·v1 + ∂C/∂w1  = 0.9·2.832 + 0.95216   ≈ 3.50096
        update 2/2  w1 ← w1 − α·v1        = 1.6268 − 0.1·3.50096  ≈ 1.2767
        nn> :step show w1
        w1 ≈ 1.2767
        nn> :step trian
        error[unknown-name]: nothing is called `trian` here
         --> prompt:7:1
          |
        7 | trian
          | ^^^^^
          |
          = help: did you mean `train`?
        nn> :continue
        Nothing is unfinished here.
        nn> :epoch
        There is no training that is unfinished.
        """);
  }

  @Test
  void aScriptIsGoneThrough() {
    looks(
        """
        nn> :replay demo.nn
        Enter runs the next statement. These letters, with Enter: `s` steps into it, `b`
        goes back, `c` continues, `e` edits it first, `q` stays here.
        next  inputs  x
        nn>\s
        next  weights 0.5
        nn>\s
        next  data { 1 -> 1; 2 -> 0 }
        nn> b
        at 1 of 2  inputs  x
        next  weights 0.5
        nn> b
        at 0 of 2  the beginning
        next  inputs  x
        nn> b
        This is the beginning of the script.
        nn>\s
        next  weights 0.5
        nn> weights 0.25
        This is a new branch from 1; what came after it before is kept, `:branches`
        lists them.
        nn>\s
        next  data { 1 -> 1; 2 -> 0 }
        nn>\s
        next  set trace none
        nn> s
        next  train 3 epochs
        nn>\s
        notice[defaults-used]: not declared, so taken by default: bias 0, activation
          sigmoid, loss mse, learning rate 0.1, learning rule gradient descent
        next  show w1
        nn> show w1
        w1 ≈ 0.440292
        nn> c
        w1 ≈ 0.440292
        The script is at its end.
        nn> :history
          0  the beginning
          1  inputs  x
          3  weights 0.25
          4  weights 0.5
          5  data { 1 -> 1; 2 -> 0 }
        > 6  train 3 epochs  (epochs 1 to 3)
        `:branches` lists the other ways it went.
        nn> :replay demo.nn
        Enter runs the next statement. These letters, with Enter: `s` steps into it, `b`
        goes back, `c` continues, `e` edits it first, `q` stays here.
        next  inputs  x
        nn> q
        You stay here: at 0 of 6  the beginning
        nn> :history
        > 0  the beginning
          1  inputs  x
          3  weights 0.25
          4  weights 0.5
          5  data { 1 -> 1; 2 -> 0 }
          6  train 3 epochs  (epochs 1 to 3)
        `:branches` lists the other ways it went.
        nn> :open demo.nn
        notice[defaults-used]: not declared, so taken by default: bias 0, activation
          sigmoid, loss mse, learning rate 0.1, learning rule gradient descent
        w1 ≈ 0.440292
        nn> :branches
          1  train 3 epochs  (to 6, apart behind 1)
        > 2  train 3 epochs  (to 8)
        `:branches 1` goes to the end of the first.
        """);
  }

  @Test
  void whoGoesToAnotherPointGoesOnWithTheScriptFromThere() {
    looks(
        """
        nn> :replay demo.nn
        Enter runs the next statement. These letters, with Enter: `s` steps into it, `b`
        goes back, `c` continues, `e` edits it first, `q` stays here.
        next  inputs  x
        nn>\s
        next  weights 0.5
        nn>\s
        next  data { 1 -> 1; 2 -> 0 }
        nn>\s
        next  set trace none
        nn> :goto 1
        at 1 of 3  inputs  x
          w1  0.5 → 0
        next  weights 0.5
        nn>\s
        next  data { 1 -> 1; 2 -> 0 }
        nn> :goto 3
        at 3  data { 1 -> 1; 2 -> 0 }
          no value differs
        next  set trace none
        nn>\s
        next  train 3 epochs
        nn> c
        notice[defaults-used]: not declared, so taken by default: bias 0, activation
          sigmoid, loss mse, learning rate 0.1, learning rule gradient descent
        w1 ≈ 0.440292
        The script is at its end.
        """);
  }

  @Test
  void aDataFileThatIsMissingIsToldOfAtOnce() {
    looks(
        """
        nn> inputs x
        nn> target y
        nn> data from "nope.csv"
        error[file-refused]: the script may not read `nope.csv`
         --> prompt:3:11
          |
        3 | data from "nope.csv"
          |           ^^^^^^^^^^
          |
          = note: files are read through the host's file policy
        nn> :history
          0  the beginning
          1  inputs x
        > 2  target y
        """);
  }
}
