grammar NeuronScript;

script: EOF;
