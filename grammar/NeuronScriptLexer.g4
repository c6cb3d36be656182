// The words of NeuronScript.
//
// Every word but the reserved ones is a NAME. A statement's own words (`train`, `epochs`, `batch`)
// become the tokens listed first where they stand in their statement's place; everywhere else they
// are names, so that a column may be called `step` or `loss`. The class Words does that.
//
// The class Scanner cuts texts by these rules, written by hand; ScannerTest holds it to them.

lexer grammar NeuronScriptLexer;

@header {
import io.github.neuronscript.syntax.Letters;
}

tokens {
    INPUTS, WEIGHTS, BIAS, ACTIVATION, LOSS, PENALTY, LEARNING, COST, TARGET, DATA, SEED,
    LET, DEFINE,
    FORWARD, BACKWARD, UPDATE, STEP, TRAIN, PREDICT, EVALUATE, EXPLAIN, LEDGER, CROSS, CHECK, DERIVE, DIAGNOSE, PLOT, SAVE, LOAD, EXPORT, FLOAT, IMPORT, SHOW, PRINT, EXPECT, RESET, SET,
    ON, ONCE, STOP, FAIL, ANSWER, FORGET, SCALE, SPLIT, STRATIFIED, THRESHOLD, BEST, VALIDATE, FOLDS, SPLITS, CALIBRATION, CONFIDENCE, SAMPLES, INCLUDE, BACK,
    RATE, RULE, FIXED, FROM, WITH, DERIVATIVE, BY, REQUIRES, EPOCHS, AT, MOST, BATCH, SHUFFLE, UNTIL, WHERE, DIVIDER, DECIMAL, MISSING, HEADER, EXPLAINED, TO, ALL, EXCEPT
}

AND       : 'and' ;
OR        : 'or' ;
NOT       : 'not' ;
IF        : 'if' ;
THEN      : 'then' ;
ELSE      : 'else' ;
OTHERWISE : 'otherwise' ;
WHEN      : 'when' ;
IS        : 'is' ;
WITHIN    : 'within' ;
NAN       : 'nan' ;
TRUE      : 'true' ;
FALSE     : 'false' ;

NUMBER      : DIGITS ('.' DIGITS)? EXPONENT? | '.' DIGITS EXPONENT? ;
STRING      : '"' STRING_PART* '"' ;
OPEN_STRING : '"' STRING_PART* '\\'? ;
QUOTED_NAME : '`' ~[`\r\n]+ '`' ;
NAME        : NAME_START NAME_PART* ;

PLUS          : '+' ;
MINUS         : '-' | '−' ;
TIMES         : '*' | '·' ;
SLASH         : '/' ;
PERCENT       : '%' ;
CARET         : '^' ;
EQUAL         : '==' ;
UNEQUAL       : '!=' | '≠' ;
AT_MOST       : '<=' | '≤' ;
AT_LEAST      : '>=' | '≥' ;
LESS          : '<' ;
GREATER       : '>' ;
EQUALS        : '=' ;
ARROW         : '->' | '→' ;
LEFT_ARROW    : '<-' | '←' ;
COMMA         : ',' ;
LPAREN        : '(' ;
RPAREN        : ')' ;
LBRACKET      : '[' ;
RBRACKET      : ']' ;
LBRACE        : '{' ;
RBRACE        : '}' ;
SEPARATOR     : ';' | '\r'? '\n' | '\r' ;

COMMENT       : '#' ~[\r\n]* -> channel(HIDDEN) ;
SPACE         : [ \t\f\u00A0\uFEFF]+ -> channel(HIDDEN) ;

// What other languages write; met with the right word instead of a shrug.
SLASHES       : '//' ~[\r\n]* ;
SINGLE_QUOTED : '\'' ~['\r\n]* '\''? ;
FOREIGN       : '&&' | '||' | '!' | '**' | '+=' | '-=' | '*=' | '/=' | ':=' | '++' | '--'
              | '–' | '×' | '÷' | '“' ~[”"\r\n]* [”"]? ;
STRAY         : . ;

fragment DIGITS      : [0-9] ('_'? [0-9])* ;
fragment EXPONENT    : [eE] [+\-−]? DIGITS ;
fragment STRING_PART : ~["\\\r\n] | '\\' ~[\r\n] ;
fragment NAME_START  : [a-zA-Z_] | ~[\u0000-\u007F] {Letters.start(_input.LA(-1))}? ;
fragment NAME_PART   : [a-zA-Z0-9_₀-₉] | ~[\u0000-\u007F₀-₉] {Letters.part(_input.LA(-1))}? ;
